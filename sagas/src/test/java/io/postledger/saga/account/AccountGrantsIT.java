package io.postledger.saga.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.account.AccountDisconnected;
import io.postledger.api.account.ReportAuthorizationLost;
import io.postledger.platform.Codes;
import io.postledger.platform.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens against a network that rotates them and takes each refresh token once. */
class AccountGrantsIT extends GrantsFixture {
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private final AtomicBoolean commandSideAway = new AtomicBoolean();

    @Override
    Object told(ReportAuthorizationLost command) {
        if (commandSideAway.get()) {
            throw new IllegalStateException("the process dies here");
        }
        return super.told(command);
    }

    private StoredGrant fresh() {
        return stored(in(TWO_HOURS), in(Duration.ofHours(1)));
    }

    private StoredGrant ended() {
        return stored(Instant.now(), Instant.now());
    }

    /** Time to refresh, and good for long enough to be used. */
    private StoredGrant stillGood() {
        return stored(in(Duration.ofMinutes(5)), Instant.now());
    }

    @Test
    void givenFreshToken_whenAsked_thenGrantedWithoutRefresh() {
        StoredGrant grant = fresh();

        assertThat(access(grant)).isEqualTo(grant.access());
        assertThat(steps).isEmpty();
    }

    @Test
    void givenTokenAboutToExpire_whenManyAskAtOnce_thenOneRefreshServesAll() throws Exception {
        StoredGrant old = ended();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Access> ask = () -> access(old);
            List<Access> answers = new ArrayList<>();
            for (Future<Access> answer : threads.invokeAll(Collections.nCopies(8, ask))) {
                answers.add(answer.get());
            }
            assertThat(answers).allMatch(Access.Granted.class::isInstance);
            Set<String> tokens = answers.stream()
                    .map(answer -> ((Access.Granted) answer)
                            .credentials()
                            .accessToken()
                            .reveal())
                    .collect(Collectors.toSet());
            assertThat(tokens).hasSize(1).doesNotContain(old.accessToken().reveal());
            assertThat(steps).containsExactly("REFRESHING", "REFRESHED");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void givenRefreshed_thenTheRotatedTokenIsStoredAndTheNextOneIsPlannedAhead() {
        StoredGrant old = ended();

        Access access = access(old);

        StoredGrant renewed = now(old);
        assertThat(access).isEqualTo(renewed.access());
        assertThat(renewed.refreshToken()).isNotNull().isNotEqualTo(old.refreshToken());
        assertThat(Duration.between(renewed.refreshAt(), renewed.expiresAt()))
                .isBetween(x.refreshAhead(), x.refreshAhead().multipliedBy(3).dividedBy(2));
    }

    @Test
    void givenTokenThatTheNetworkRefuses_whenAskedForAnother_thenRefreshedOnce() {
        StoredGrant old = fresh();
        grants.refused(old.accountId(), old.accessToken());
        Access first = access(old);
        grants.refused(old.accountId(), old.accessToken());

        assertThat(first).isInstanceOf(Access.Granted.class).isEqualTo(access(old));
    }

    @Test
    void givenNetworkAwayOnce_whenRefreshed_thenUnavailableAndNothingLost() {
        StoredGrant grant = ended();
        room.fault("{\"kind\":\"RESET_BEFORE_COMMIT\",\"endpoint\":\"oauth2.token\",\"times\":1}");

        assertThat(access(grant)).isInstanceOf(Access.Unavailable.class);
        assertThat(access(grant)).isInstanceOf(Access.Granted.class);
        assertThat(reports(grant)).isZero();
    }

    /** Whatever a network says but that the grant is gone: never a disconnect. */
    @ParameterizedTest
    @EnumSource(PlatformException.Kind.class)
    void givenRefreshFails_whateverTheKind_thenNeverADisconnect(PlatformException.Kind kind) {
        StoredGrant grant = ended();
        script.fails("refresh", kind, Codes.SERVER_ERROR, null);

        assertThat(access(grant)).isEqualTo(new Access.Unavailable(Codes.SERVER_ERROR, null));
        assertThat(now(grant).refreshToken()).isEqualTo(grant.refreshToken());
        assertThat(grants.isUsable(grant.accountId())).isTrue();
        assertThat(reports(grant)).isZero();
        assertThat(steps).containsExactly("REFRESHING", "REFRESHED");
    }

    @ParameterizedTest
    @EnumSource(PlatformException.Kind.class)
    void givenRefreshFailsAheadOfTheEnd_whateverTheKind_thenTheOldTokenServes(PlatformException.Kind kind) {
        StoredGrant grant = stillGood();
        script.fails("refresh", kind, Codes.SERVER_ERROR, null);

        assertThat(access(grant)).isEqualTo(grant.access());
        assertThat(access(grant)).isEqualTo(grant.access());
        assertThat(steps).as("the network is left alone for a while").containsExactly("REFRESHING", "REFRESHED");
    }

    @Test
    void givenOurClientIsRefused_thenNoDisconnect() {
        StoredGrant grant = ended();
        script.fails("refresh", PlatformException.Kind.REFUSED, Codes.CLIENT_REFUSED, null);

        assertThat(access(grant)).isEqualTo(new Access.Unavailable(Codes.CLIENT_REFUSED, null));
        assertThat(reports(grant)).isZero();
    }

    @Test
    void givenTooManyRefreshes_thenUnavailableUntilTheNetworkSaysSo() {
        StoredGrant grant = ended();
        Instant retryAt = in(Duration.ofMinutes(3));
        script.fails("refresh", PlatformException.Kind.NOT_DONE, Codes.RATE_LIMITED, retryAt);

        assertThat(access(grant)).isEqualTo(new Access.Unavailable(Codes.RATE_LIMITED, retryAt));
    }

    @Test
    void givenGrantRevoked_whenRefreshed_thenLostAndTheAccountIsTold() {
        StoredGrant grant = ended();
        script.fails("refresh", PlatformException.Kind.REFUSED, Codes.GRANT_REVOKED, null);

        assertThat(access(grant)).isEqualTo(new Access.Lost(Codes.GRANT_REVOKED));
        assertThat(grants.isUsable(grant.accountId())).isFalse();
        assertThat(reports(grant)).isEqualTo(1);
    }

    @Test
    void givenProcessDiesBeforeTheAccountIsTold_whenTheNextRunComes_thenItIsToldOnce() {
        StoredGrant grant = ended();
        script.fails("refresh", PlatformException.Kind.REFUSED, Codes.GRANT_REVOKED, null);
        commandSideAway.set(true);
        assertThatThrownBy(() -> access(grant)).hasMessageContaining("dies here");
        commandSideAway.set(false);

        refreshAhead.run();
        refreshAhead.run();

        assertThat(reports(grant)).as("one that did not arrive, one that did").isEqualTo(2);
    }

    @Test
    void givenLossKnown_whenAskedAgain_thenTheAccountIsToldAgain() {
        StoredGrant grant = fresh();
        store.markRevoked(grant.accountId());
        store.lossReported(grant.accountId());

        assertThat(access(grant)).isInstanceOf(Access.Lost.class);
        assertThat(reports(grant)).isEqualTo(1);
    }

    @Test
    void givenConnectedAgain_whenTheLossIsReportedLate_thenTheAccountIsNotTold() {
        StoredGrant grant = fresh();

        room.bean(GrantLosses.class).report(WORKSPACE, grant.accountId(), Codes.GRANT_REVOKED);

        assertThat(reports(grant)).isZero();
    }

    @Test
    void givenNoRefreshToken_thenTheTokenServesToItsEndAndThenIsLost() {
        StoredGrant good = stored(consented(), null, in(Duration.ofMinutes(1)), in(Duration.ofMinutes(1)));
        StoredGrant over = stored(consented(), null, Instant.now(), Instant.now());

        assertThat(access(good)).isEqualTo(good.access());
        assertThat(access(over)).isInstanceOf(Access.Lost.class);
        assertThat(grants.isUsable(over.accountId())).isFalse();
        assertThat(reports(over)).isEqualTo(1);
    }

    @Test
    void givenDisconnected_whenAsked_thenLostAndTokensGone() {
        StoredGrant grant = fresh();
        grants.on(new AccountDisconnected(grant.accountId()));

        assertThat(access(grant)).isInstanceOf(Access.Lost.class);
        assertThat(store.find(grant.accountId())).isEmpty();
    }
}
