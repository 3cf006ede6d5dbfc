package io.postledger.platform.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.postledger.platform.Codes;
import io.postledger.platform.Grant;
import io.postledger.platform.Pkce;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.RefreshToken;
import io.postledger.platform.RemoteAccount;
import io.postledger.platform.testing.Simulation;
import io.postledger.platform.testing.Simulation.Connected;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YouTubeOAuthTest {

    private Simulation youTube;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        youTube = new Simulation(new YouTubeNetwork(), data, Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        youTube.close();
    }

    @Test
    void givenConsent_whenConnected_thenTheChannelAndAGrantWithARefreshToken() {
        Grant grant = youTube.grant(Simulation.HANDLE, youTube.connector.scopes());

        RemoteAccount channel = youTube.connector.accounts(grant).get(0).account();
        assertThat(channel.externalId()).matches("UC[A-Za-z0-9_-]{22}");
        assertThat(channel.handle()).isEqualTo(Simulation.HANDLE);
        assertThat(channel.displayName()).isEqualTo("Harbour Radio");
        assertThat(grant.refreshToken()).isPresent();
        assertThat(grant.expiresAt()).isCloseTo(Instant.now().plusSeconds(3_599), within(5, ChronoUnit.SECONDS));
        assertThat(grant.scopes()).containsExactlyElementsOf(youTube.connector.scopes());
    }

    @Test
    void givenGrant_whenRefreshed_thenAnotherAccessTokenAndTheSameRefreshToken() {
        Connected connected = youTube.connect(Simulation.HANDLE);
        RefreshToken token = connected.grant().refreshToken().orElseThrow();

        Grant fresh = youTube.connector.refresh(token, connected.account());

        assertThat(fresh.accessToken()).isNotEqualTo(connected.grant().accessToken());
        assertThat(fresh.refreshToken()).contains(token);
        assertThat(youTube.connector.refresh(token, connected.account()).refreshToken())
                .contains(token);
    }

    @Test
    void givenRevokedGrant_whenRefreshed_thenOnlyTheUserCanHelp() {
        Connected connected = youTube.connect(Simulation.HANDLE);
        youTube.fault(null, "REVOKE_GRANT");

        assertThatThrownBy(() -> refresh(connected)).satisfies(is(Kind.REFUSED, Codes.GRANT_REVOKED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR_BEFORE_COMMIT",
                "ERROR_AFTER_COMMIT",
                "RESET_BEFORE_COMMIT",
                "RESET_AFTER_COMMIT",
                "TIMEOUT_AFTER_COMMIT",
                "GARBLED_ANSWER"
            })
    void givenABlip_whenRefreshed_thenNotDoneBecauseTheTokenIsNotSpentByUse(String fault) {
        Connected connected = youTube.connect(Simulation.HANDLE);
        youTube.fault("oauth2.token", fault);

        assertThatThrownBy(() -> refresh(connected))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_DONE));
        assertThat(refresh(connected).accessToken()).isNotNull();
    }

    @Test
    void givenOurSecretIsWrong_whenRefreshed_thenItIsNoDisconnect() {
        Connected connected = youTube.connect(Simulation.HANDLE);

        assertThatThrownBy(() -> youTube.connector(Map.of(), "wrong")
                        .refresh(connected.grant().refreshToken().orElseThrow(), connected.account()))
                .satisfies(is(Kind.REFUSED, Codes.CLIENT_REFUSED));
    }

    @Test
    void givenWrongVerifier_whenExchanged_thenRefused() {
        Pkce pkce = Pkce.generate(new SecureRandom());
        String code = youTube.consent(Simulation.HANDLE, pkce.challenge(), youTube.connector.scopes());

        assertThatThrownBy(() -> youTube.connector.exchangeCode(
                        code, Pkce.generate(new SecureRandom()).verifier(), Simulation.REDIRECT))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
    }

    private Grant refresh(Connected connected) {
        return youTube.connector.refresh(connected.grant().refreshToken().orElseThrow(), connected.account());
    }

    private static ThrowingConsumer<Throwable> is(Kind kind, String code) {
        return thrown -> {
            assertThat(((PlatformException) thrown).kind()).isEqualTo(kind);
            assertThat(((PlatformException) thrown).code()).isEqualTo(code);
        };
    }
}
