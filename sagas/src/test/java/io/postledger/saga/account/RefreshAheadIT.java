package io.postledger.saga.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.platform.Codes;
import io.postledger.platform.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens that are bought before anybody needs them. */
class RefreshAheadIT extends GrantsFixture {
    @AfterEach
    void noGrants() {
        room.jdbc.sql("DELETE FROM account_grant").update();
    }

    private StoredGrant due() {
        return stored(in(Duration.ofMinutes(9)), Instant.now());
    }

    @Test
    void givenTokensAtTheirTime_whenRun_thenRefreshedAndOthersLeftAlone() {
        StoredGrant due = due();
        StoredGrant early = stored(in(Duration.ofHours(2)), in(Duration.ofHours(1)));

        refreshAhead.run();

        assertThat(now(due).accessToken()).isNotEqualTo(due.accessToken());
        assertThat(now(due).expiresAt()).isAfter(in(Duration.ofHours(1)));
        assertThat(now(early).accessToken()).isEqualTo(early.accessToken());
    }

    @Test
    void givenNetworkAway_whenRun_thenAskedOnceAndTheOldTokensServe() {
        List<StoredGrant> due = IntStream.range(0, 3).mapToObj(i -> due()).toList();
        script.fails("refresh", PlatformException.Kind.NOT_DONE, Codes.CONNECT_FAILED, null);

        refreshAhead.run();

        assertThat(steps).containsExactly("REFRESHING", "REFRESHED");
        assertThat(due).allSatisfy(grant -> assertThat(access(grant)).isEqualTo(grant.access()));
        assertThat(due).allSatisfy(grant -> assertThat(reports(grant)).isZero());
    }

    @Test
    void givenOneThatAlwaysFails_whenRunAgain_thenTheOthersAreRefreshed() {
        StoredGrant failing = due();
        script.fails("refresh", PlatformException.Kind.UNKNOWN, Codes.UNREADABLE_ANSWER, null);
        refreshAhead.run();
        script.itself();
        StoredGrant other = due();

        refreshAhead.run();

        assertThat(now(failing).accessToken()).isEqualTo(failing.accessToken());
        assertThat(now(other).accessToken()).isNotEqualTo(other.accessToken());
    }

    @Test
    void givenGrantThatCannotBeRead_whenRun_thenTheOthersAreRefreshed() {
        StoredGrant broken = due();
        room.jdbc
                .sql("UPDATE account_grant SET access_token = 'x', refresh_at = 'epoch' WHERE account_id = ?")
                .param(broken.accountId())
                .update();
        StoredGrant other = due();

        refreshAhead.run();

        assertThat(now(other).accessToken()).isNotEqualTo(other.accessToken());
    }

    @Test
    void givenRevoked_whenRun_thenTheAccountIsToldBeforeAnybodyPublishes() {
        StoredGrant revoked = due();
        room.fault("{\"kind\":\"REVOKE_GRANT\",\"account\":\"" + HANDLE + "\"}");

        refreshAhead.run();

        assertThat(reports(revoked)).isEqualTo(1);
        assertThat(grants.isUsable(revoked.accountId())).isFalse();
    }

    @Test
    void givenManyConnectedAtOnce_thenTheirRefreshesAreSpread() {
        Instant now = Instant.now();
        long times = IntStream.range(0, 100)
                .mapToObj(i -> RefreshTime.of(
                        newAccount().value(), now.plus(Duration.ofHours(2)), Duration.ofMinutes(10), now))
                .distinct()
                .count();
        assertThat(times).isGreaterThan(80);
    }

    @Test
    void givenTokenThatLivesShorterThanAhead_thenRefreshedInItsSecondHalf() {
        Instant now = Instant.now();
        assertThat(RefreshTime.of("acct_a", now.plusSeconds(60), Duration.ofMinutes(10), now))
                .isEqualTo(now.plusSeconds(30));
    }
}
