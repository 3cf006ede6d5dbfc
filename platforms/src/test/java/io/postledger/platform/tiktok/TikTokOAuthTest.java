package io.postledger.platform.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.Codes;
import io.postledger.platform.Grant;
import io.postledger.platform.Pkce;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.RemoteAccount;
import io.postledger.platform.testing.Simulation;
import io.postledger.platform.testing.Simulation.Connected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TikTokOAuthTest {

    private Simulation tikTok;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        tikTok = new Simulation(new TikTokNetwork(), data, Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        tikTok.close();
    }

    @Test
    void givenConsent_whenConnected_thenTheCreatorAndAGrantOfADay() {
        Grant grant = tikTok.grant(Simulation.HANDLE, tikTok.connector.scopes());

        RemoteAccount creator = tikTok.connector.accounts(grant).get(0).account();
        assertThat(creator.handle()).isEqualTo(Simulation.HANDLE);
        assertThat(creator.displayName()).isEqualTo("Harbour Radio");
        assertThat(grant.expiresAt())
                .isCloseTo(Instant.now().plus(24, ChronoUnit.HOURS), within(5, ChronoUnit.SECONDS));
        assertThat(grant.scopes()).containsExactlyElementsOf(tikTok.connector.scopes());
    }

    /** The S256 challenge of RFC 7636, appendix B, written as TikTok wants it. */
    @Test
    void givenChallenge_whenAskedForConsent_thenItIsInHexadecimal() {
        String challenge = Pkce.challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

        String page = tikTok.connector
                .authorizationUri(new AuthorizationRequest("s", challenge, Simulation.REDIRECT, List.of("a", "b")))
                .toString();

        assertThat(page)
                .contains("code_challenge=13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3")
                .contains("scope=a%2Cb")
                .contains("client_key=");
    }

    @Test
    void givenGrant_whenRefreshed_thenTheRefreshTokenRotatesAndTheOldOneIsSpent() {
        Connected connected = tikTok.connect(Simulation.HANDLE);

        Grant fresh = refresh(connected);

        assertThat(fresh.refreshToken())
                .isPresent()
                .isNotEqualTo(connected.grant().refreshToken());
        assertThat(refresh(connected.with(fresh)).accessToken()).isNotNull();
        assertThatThrownBy(() -> refresh(connected)).satisfies(is(Kind.REFUSED, Codes.GRANT_REVOKED));
    }

    @Test
    void givenNetworkThatDoesNotRotate_whenRefreshed_thenTheSameRefreshToken() {
        tikTok.set(Map.of("refreshRotates", false));
        Connected connected = tikTok.connect(Simulation.HANDLE);

        assertThat(refresh(connected).refreshToken())
                .isEqualTo(connected.grant().refreshToken());
    }

    @Test
    void givenRevokedGrant_whenRefreshed_thenOnlyTheUserCanHelp() {
        Connected connected = tikTok.connect(Simulation.HANDLE);
        tikTok.fault(null, "REVOKE_GRANT");

        assertThatThrownBy(() -> refresh(connected)).satisfies(is(Kind.REFUSED, Codes.GRANT_REVOKED));
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_BEFORE_COMMIT, UNKNOWN,  SERVER_ERROR",
        "RESET_AFTER_COMMIT,  UNKNOWN,  CONNECTION_LOST",
        "GARBLED_ANSWER,      UNKNOWN,  UNREADABLE_ANSWER",
        "RATE_LIMITED,        NOT_DONE, RATE_LIMITED"
    })
    void givenABlip_whenRefreshed_thenItIsNoDisconnect(String fault, Kind kind, String code) {
        Connected connected = tikTok.connect(Simulation.HANDLE);
        tikTok.fault("oauth.token", fault);

        assertThatThrownBy(() -> refresh(connected)).satisfies(is(kind, code));
    }

    @Test
    void givenOurSecretIsWrong_whenRefreshed_thenItIsNoDisconnect() {
        Connected connected = tikTok.connect(Simulation.HANDLE);

        assertThatThrownBy(() -> tikTok.connector(Map.of(), "wrong")
                        .refresh(connected.grant().refreshToken().orElseThrow(), connected.account()))
                .satisfies(is(Kind.REFUSED, Codes.CLIENT_REFUSED));
    }

    private Grant refresh(Connected connected) {
        return tikTok.connector.refresh(connected.grant().refreshToken().orElseThrow(), connected.account());
    }

    private static ThrowingConsumer<Throwable> is(Kind kind, String code) {
        return thrown -> {
            assertThat(((PlatformException) thrown).kind()).isEqualTo(kind);
            assertThat(((PlatformException) thrown).code()).isEqualTo(code);
        };
    }
}
