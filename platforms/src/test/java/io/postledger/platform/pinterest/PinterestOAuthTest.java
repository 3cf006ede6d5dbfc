package io.postledger.platform.pinterest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postledger.platform.AccessToken;
import io.postledger.platform.Budget;
import io.postledger.platform.Codes;
import io.postledger.platform.Grant;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.RefreshToken;
import io.postledger.platform.RemoteAccount;
import io.postledger.platform.testing.Simulation;
import io.postledger.platform.testing.Simulation.Connected;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinterestOAuthTest {

    private Simulation pinterest;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        pinterest = new Simulation(new PinterestNetwork(), data, Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        pinterest.close();
    }

    @Test
    void givenConsent_whenCodeExchanged_thenGrantOfThirtyDaysAndIdentity() {
        Grant grant = pinterest.grant(Simulation.HANDLE, pinterest.connector.scopes());

        assertThat(grant.scopes()).containsExactlyInAnyOrderElementsOf(pinterest.connector.scopes());
        assertThat(grant.expiresAt())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(30)).minusSeconds(60),
                        Instant.now().plus(Duration.ofDays(30)));
        assertThat(grant.refreshToken()).isPresent();
        RemoteAccount account = pinterest.connector.accounts(grant).get(0).account();
        assertThat(account.handle()).isEqualTo(Simulation.HANDLE);
        assertThat(account.displayName()).isEqualTo("Harbour Radio");
        assertThat(account.externalId()).matches("[0-9]+");
    }

    @Test
    void givenUsedCodeOrOtherRedirectUri_whenExchanged_thenRefused() {
        String used = pinterest.consent(Simulation.HANDLE, "c", pinterest.connector.scopes());
        pinterest.connector.exchangeCode(used, "v", Simulation.REDIRECT);
        String code = pinterest.consent(Simulation.HANDLE, "c", pinterest.connector.scopes());

        assertGrantRefused(() -> pinterest.connector.exchangeCode(used, "v", Simulation.REDIRECT));
        assertGrantRefused(
                () -> pinterest.connector.exchangeCode(code, "v", URI.create("http://127.0.0.1:8080/elsewhere")));
    }

    @Test
    void givenExpiredToken_whenRefreshed_thenTheNextTokensWorkAndTheSpentOneDoesNot() {
        Connected account = pinterest.connect(Simulation.HANDLE);
        RefreshToken first = account.grant().refreshToken().orElseThrow();
        pinterest.shiftTime(Duration.ofDays(31));
        PlatformException expired =
                catchThrowableOfType(PlatformException.class, () -> pinterest.connector.accounts(account.grant()));

        Grant fresh = pinterest.connector.refresh(first, account.account());

        assertThat(expired.kind()).isEqualTo(Kind.NEEDS_REFRESH);
        assertThat(fresh.refreshToken())
                .isPresent()
                .isNotEqualTo(account.grant().refreshToken());
        assertThat(pinterest.connector.accounts(fresh)).hasSize(1);
        assertGrantRefused(() -> pinterest.connector.refresh(first, account.account()));
        assertThat(pinterest.connector.refresh(fresh.refreshToken().orElseThrow(), account.account()))
                .isNotNull();
    }

    @Test
    void givenRevokedOrOldGrant_whenRefreshed_thenTheGrantIsGone() {
        Connected account = pinterest.connect(Simulation.HANDLE);
        RefreshToken token = account.grant().refreshToken().orElseThrow();
        pinterest.shiftTime(Duration.ofDays(61));
        assertGrantRefused(() -> pinterest.connector.refresh(token, account.account()));
        pinterest.shiftTime(Duration.ZERO);
        pinterest.fault(null, "REVOKE_GRANT");

        assertGrantRefused(() -> pinterest.connector.refresh(token, account.account()));
    }

    @ParameterizedTest
    @CsvSource({"ERROR_BEFORE_COMMIT, UNKNOWN", "RESET_BEFORE_COMMIT, UNKNOWN", "RATE_LIMITED, NOT_DONE"})
    void givenBlip_whenRefreshed_thenNotADisconnect(String fault, Kind kind) {
        Connected account = pinterest.connect(Simulation.HANDLE);
        RefreshToken token = account.grant().refreshToken().orElseThrow();
        pinterest.fault("oauth.token", fault);

        PlatformException failed = catchThrowableOfType(
                PlatformException.class, () -> pinterest.connector.refresh(token, account.account()));

        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(pinterest.connector.refresh(token, account.account()).refreshToken())
                .isPresent();
    }

    @Test
    void givenWrongClientSecret_whenRefreshed_thenItIsAboutTheClientAndTheTokenIsKept() {
        Connected account = pinterest.connect(Simulation.HANDLE);
        RefreshToken token = account.grant().refreshToken().orElseThrow();

        PlatformException refused = catchThrowableOfType(
                PlatformException.class,
                () -> pinterest.connector(Map.of(), "guess").refresh(token, account.account()));

        assertThat(refused.code()).isEqualTo(Codes.CLIENT_REFUSED);
        assertThat(refused.getMessage()).doesNotContain("guess", token.reveal());
        assertThat(pinterest.connector.refresh(token, account.account()).refreshToken())
                .isPresent();
    }

    @Test
    void givenMadeUpToken_whenIdentityAsked_thenNeedsRefresh() {
        PlatformException refused = catchThrowableOfType(
                PlatformException.class,
                () -> pinterest.connector.accounts(
                        new Grant(new AccessToken("made-up"), null, Grant.NEVER, List.of())));

        assertThat(refused.kind()).isEqualTo(Kind.NEEDS_REFRESH);
        assertThat(refused.exchange().errorCodeOrNull()).isEqualTo("2");
    }

    @Test
    void givenKindsOfAccess_whenBudgetsAreAskedFor_thenTrialIsOfTheApplication() {
        assertThat(pinterest.connector.budgets()).allMatch(budget -> budget.scope() == Budget.Scope.ACCOUNT);
        assertThat(pinterest.connector(Map.of("access", "trial"), "x").budgets())
                .allMatch(budget -> budget.scope() == Budget.Scope.APP)
                .contains(Budget.perApp("org_write", 300, new Budget.Every(Duration.ofDays(1))));
        assertThatIllegalArgumentException().isThrownBy(() -> pinterest.connector(Map.of("access", "gold"), "x"));
    }

    private static void assertGrantRefused(ThrowingCallable call) {
        PlatformException refused = catchThrowableOfType(PlatformException.class, call);
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused.code()).isEqualTo(Codes.GRANT_REVOKED);
        assertThat(refused.exchange().errorCodeOrNull()).isEqualTo("283");
    }
}
