package io.postledger.platform.instagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postledger.platform.Codes;
import io.postledger.platform.Connectable;
import io.postledger.platform.Grant;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.graph.SimulatedGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstagramAccountsTest {

    private SimulatedGraph instagram;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        instagram = new SimulatedGraph("instagram", new InstagramNetwork(), data);
    }

    @AfterEach
    void stop() throws IOException {
        instagram.close();
    }

    @Test
    void givenPersonWithSeveralAccounts_whenListed_thenEach() {
        instagram.account("{\"handle\":\"first.one\",\"name\":\"First\",\"owner\":\"mary\"}");
        instagram.account("{\"handle\":\"second_one\",\"name\":\"Second\",\"owner\":\"mary\"}");

        List<Connectable> accounts =
                instagram.connector.accounts(instagram.login("second_one", instagram.connector.scopes()));

        assertThat(accounts).extracting(each -> each.account().handle()).containsExactly("first.one", "second_one");
        assertThat(accounts).extracting(each -> each.account().displayName()).containsExactly("First", "Second");
        assertThat(accounts)
                .allMatch(each -> each.grant().expiresAt().isAfter(Instant.now().plus(59, ChronoUnit.DAYS)));
    }

    @Test
    void givenTokenNearItsEnd_whenRefreshed_thenSixtyMoreDays() {
        Connectable account = connected();
        instagram.shiftSeconds(58L * 86_400);

        Grant fresh = refresh(account);

        assertThat(fresh.accessToken()).isNotEqualTo(account.grant().accessToken());
        assertThat(fresh.refreshToken()).isPresent();
        instagram.shiftSeconds(61L * 86_400);
        assertThat(instagram.connector.accounts(fresh)).hasSize(1);
    }

    @Test
    void givenTokenThatEnded_whenRefreshed_thenRevoked() {
        Connectable account = connected();
        instagram.fault("{\"kind\":\"EXPIRE_TOKENS\",\"account\":\"harbour_radio\"}");

        assertRevoked(account, "190/463");
    }

    @Test
    void givenConsentTakenBack_whenRefreshed_thenRevoked() {
        Connectable account = connected();
        instagram.fault("{\"kind\":\"REVOKE_GRANT\",\"account\":\"harbour_radio\"}");

        assertRevoked(account, "190/458");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR_BEFORE_COMMIT",
                "ERROR_AFTER_COMMIT",
                "RESET_AFTER_COMMIT",
                "TIMEOUT_BEFORE_COMMIT",
                "GARBLED_ANSWER",
                "RATE_LIMITED"
            })
    void givenBlip_whenRefreshed_thenNotDoneAndTheOldTokenServesOn(String fault) {
        Connectable account = connected();
        instagram.fault("oauth.token", fault);

        PlatformException failed = catchThrowableOfType(
                PlatformException.class,
                () -> instagram
                        .impatient()
                        .refresh(
                                account.grant().refreshToken().orElseThrow(),
                                account.account().ref()));

        assertThat(failed.kind()).isEqualTo(Kind.NOT_DONE);
        assertThat(instagram.connector.accounts(account.grant())).hasSize(1);
        assertThat(refresh(account).accessToken()).isNotNull();
    }

    @Test
    void givenLongLivedTokens_thenTheyAreRenewedLongBeforeTheyEnd() {
        assertThat(instagram.connector.refreshAhead().toHours()).isGreaterThanOrEqualTo(24);
    }

    private void assertRevoked(Connectable account, String error) {
        PlatformException refused = catchThrowableOfType(PlatformException.class, () -> refresh(account));
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused.code()).isEqualTo(Codes.GRANT_REVOKED);
        assertThat(refused.exchange().errorCodeOrNull()).isEqualTo(error);
    }

    private Connectable connected() {
        return instagram
                .connector
                .accounts(instagram.login(SimulatedGraph.HANDLE, instagram.connector.scopes()))
                .get(0);
    }

    private Grant refresh(Connectable account) {
        return instagram.connector.refresh(
                account.grant().refreshToken().orElseThrow(), account.account().ref());
    }
}
