package io.postledger.platform.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postledger.platform.AccessToken;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.ClientSecret;
import io.postledger.platform.Codes;
import io.postledger.platform.Grant;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Pkce;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.RefreshToken;
import io.postledger.platform.RemoteAccount;
import io.postledger.platform.RemoteAccountRef;
import io.postledger.platform.Timeouts;
import io.postledger.platform.http.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XOAuthTest {

    private SimulatedX x;
    private final Pkce pkce = Pkce.generate(new SecureRandom());

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        x = new SimulatedX(data);
    }

    @AfterEach
    void stop() throws IOException {
        x.close();
    }

    @Test
    void givenConsent_whenCodeExchanged_thenGrantAndIdentity() {
        String code = x.consent(SimulatedX.HANDLE, pkce.challenge(), x.connector.scopes());

        Grant grant = x.connector.exchangeCode(code, pkce.verifier(), SimulatedX.REDIRECT);

        assertThat(grant.scopes()).containsExactlyInAnyOrderElementsOf(x.connector.scopes());
        assertThat(grant.refreshToken()).isPresent();
        assertThat(grant.expiresAt())
                .isBetween(Instant.now().plusSeconds(7100), Instant.now().plusSeconds(7200));
        RemoteAccount account = x.identity(grant);
        assertThat(account.handle()).isEqualTo(SimulatedX.HANDLE);
        assertThat(account.displayName()).isEqualTo("Harbour Radio");
        assertThat(account.externalId()).matches("[0-9]+");
        assertThat(grant.toString())
                .doesNotContain(grant.accessToken().reveal())
                .contains("AccessToken[redacted]", "RefreshToken[redacted]");
    }

    @Test
    void givenNoScopeOfflineAccess_whenCodeExchanged_thenNoRefreshToken() {
        String code = x.consent(SimulatedX.HANDLE, pkce.challenge(), List.of("tweet.read", "users.read"));

        Grant grant = x.connector.exchangeCode(code, pkce.verifier(), SimulatedX.REDIRECT);

        assertThat(grant.refreshToken()).isEmpty();
    }

    @Test
    void givenAuthorizationPage_whenOpened_thenItListsAccountsAndDeclines() {
        URI page = x.connector.authorizationUri(
                new AuthorizationRequest("s", pkce.challenge(), SimulatedX.REDIRECT, x.connector.scopes()));

        assertThat(x.http("GET", page, null).body()).contains("@harbour_radio", "@atelier_lumen", "@northbike");
        assertThat(x.http("GET", URI.create(page + "&simulate_account="), null)
                        .headers()
                        .firstValue("Location"))
                .hasValue(SimulatedX.REDIRECT + "?state=s&error=access_denied");
    }

    @Test
    void givenUsedCode_whenExchangedAgain_thenRefused() {
        String code = x.consent(SimulatedX.HANDLE, pkce.challenge(), x.connector.scopes());
        x.connector.exchangeCode(code, pkce.verifier(), SimulatedX.REDIRECT);

        assertGrantRefused(() -> x.connector.exchangeCode(code, pkce.verifier(), SimulatedX.REDIRECT));
    }

    @Test
    void givenForeignVerifier_whenCodeExchanged_thenRefused() {
        String code = x.consent(SimulatedX.HANDLE, pkce.challenge(), x.connector.scopes());

        assertGrantRefused(() ->
                x.connector.exchangeCode(code, Pkce.generate(new SecureRandom()).verifier(), SimulatedX.REDIRECT));
    }

    @Test
    void givenOtherRedirectUri_whenCodeExchanged_thenRefused() {
        String code = x.consent(SimulatedX.HANDLE, pkce.challenge(), x.connector.scopes());

        assertGrantRefused(
                () -> x.connector.exchangeCode(code, pkce.verifier(), URI.create("http://127.0.0.1:8080/elsewhere")));
    }

    @Test
    void givenOldCode_whenExchanged_thenRefused() {
        String code = x.consent(SimulatedX.HANDLE, pkce.challenge(), x.connector.scopes());
        x.set("{\"timeShiftSeconds\":31}");

        assertGrantRefused(() -> x.connector.exchangeCode(code, pkce.verifier(), SimulatedX.REDIRECT));
    }

    @Test
    void givenExpiredToken_whenRefreshed_thenNewTokensWork() {
        Grant old = x.connect(SimulatedX.HANDLE).grant();
        x.set("{\"timeShiftSeconds\":7201}");
        PlatformException expired = catchThrowableOfType(PlatformException.class, () -> x.identity(old));
        assertThat(expired.kind()).isEqualTo(Kind.NEEDS_REFRESH);

        Grant fresh = x.refresh(old.refreshToken().orElseThrow());

        assertThat(fresh.refreshToken()).isPresent().isNotEqualTo(old.refreshToken());
        assertThat(x.identity(fresh).handle()).isEqualTo(SimulatedX.HANDLE);
    }

    @Test
    void givenSpentRefreshToken_whenUsedAgain_thenGrantIsGone() {
        RefreshToken first = x.connect(SimulatedX.HANDLE).grant().refreshToken().orElseThrow();
        Grant second = x.refresh(first);

        assertGrantRefused(() -> x.refresh(first));
        assertGrantRefused(() -> x.refresh(second.refreshToken().orElseThrow()));
    }

    @Test
    void givenUserRevokedGrant_whenRefreshed_thenRefused() {
        Grant grant = x.connect(SimulatedX.HANDLE).grant();
        x.fault("{\"kind\":\"REVOKE_GRANT\",\"account\":\"harbour_radio\"}");

        assertGrantRefused(() -> x.refresh(grant.refreshToken().orElseThrow()));
    }

    @Test
    void givenNetworkFailsBeforeCommit_whenRefreshed_thenUnknownAndNotADisconnect() {
        RefreshToken token = x.connect(SimulatedX.HANDLE).grant().refreshToken().orElseThrow();
        x.fault("oauth2.token", "ERROR_BEFORE_COMMIT");

        PlatformException failed = catchThrowableOfType(PlatformException.class, () -> x.refresh(token));

        assertThat(failed.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(failed.code()).isEqualTo(Codes.SERVER_ERROR);
        assertThat(x.refresh(token).refreshToken()).isPresent();
    }

    @Test
    void givenNobodyListens_whenRefreshed_thenNotDone() throws IOException {
        RefreshToken token = x.connect(SimulatedX.HANDLE).grant().refreshToken().orElseThrow();
        x.stopNetworks();

        PlatformException failed = catchThrowableOfType(PlatformException.class, () -> x.refresh(token));

        assertThat(failed.kind()).isEqualTo(Kind.NOT_DONE);
        assertThat(failed.code()).isEqualTo(Codes.CONNECT_FAILED);
    }

    @Test
    void givenWrongClientSecret_whenRefreshed_thenItIsAboutTheClientAndTheTokenIsKept() {
        RefreshToken token = x.connect(SimulatedX.HANDLE).grant().refreshToken().orElseThrow();
        NetworkSettings right = x.settings(Timeouts.DEFAULT);
        NetworkSettings wrong = new NetworkSettings(
                right.apiUri(),
                right.authorizeUri(),
                right.tokenUri(),
                right.clientId(),
                new ClientSecret("guess"),
                right.timeouts(),
                Map.of());
        try (Wire wire = new Wire(1)) {
            PlatformConnector misconfigured = new XNetwork().connector(wrong, wire, Clock.systemUTC());
            PlatformException refused = catchThrowableOfType(
                    PlatformException.class,
                    () -> misconfigured.refresh(token, new RemoteAccountRef("0", SimulatedX.HANDLE)));
            assertThat(refused.code()).isEqualTo(Codes.CLIENT_REFUSED);
            assertThat(refused.getMessage()).doesNotContain("guess", token.reveal());
        }

        assertThat(x.refresh(token).refreshToken()).isPresent();
    }

    @Test
    void givenMadeUpToken_whenIdentityAsked_thenNeedsRefresh() {
        PlatformException refused = catchThrowableOfType(
                PlatformException.class,
                () -> x.identity(new Grant(new AccessToken("made-up"), null, Grant.NEVER, List.of())));

        assertThat(refused.kind()).isEqualTo(Kind.NEEDS_REFRESH);
        assertThat(refused.exchange().statusOrNull()).isEqualTo(401);
        assertThat(refused.exchange().requestIdOrNull()).isNotBlank();
    }

    private static void assertGrantRefused(ThrowingCallable call) {
        PlatformException refused = catchThrowableOfType(PlatformException.class, call);
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused.code()).isEqualTo(Codes.GRANT_REVOKED);
        assertThat(refused.exchange().statusOrNull()).isEqualTo(400);
        assertThat(refused.exchange().errorCodeOrNull()).isEqualTo("invalid_request");
    }
}
