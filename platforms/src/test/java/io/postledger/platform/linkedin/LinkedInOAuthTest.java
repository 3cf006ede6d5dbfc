package io.postledger.platform.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postledger.platform.AccessToken;
import io.postledger.platform.Codes;
import io.postledger.platform.Connectable;
import io.postledger.platform.Grant;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.RefreshToken;
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
import org.junit.jupiter.params.provider.ValueSource;

class LinkedInOAuthTest {

    private Simulation linkedIn;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        linkedIn = new Simulation(new LinkedInNetwork(), data, Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        linkedIn.close();
    }

    @Test
    void givenConsent_whenCodeExchanged_thenGrantOfSixtyDaysAndTheMember() {
        Grant grant = linkedIn.grant(Simulation.HANDLE, linkedIn.connector.scopes());

        assertThat(grant.scopes()).containsExactlyInAnyOrderElementsOf(linkedIn.connector.scopes());
        assertThat(grant.expiresAt())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(60)).minusSeconds(60),
                        Instant.now().plus(Duration.ofDays(60)));
        assertThat(grant.refreshToken()).isPresent();
        List<Connectable> accounts = linkedIn.connector.accounts(grant);
        assertThat(accounts).singleElement().satisfies(each -> {
            assertThat(each.account().externalId()).matches("urn:li:person:[a-z0-9]+");
            assertThat(each.account().displayName()).isEqualTo("Harbour Radio");
        });
        assertThat(linkedIn.connector.refreshAhead()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void givenPages_whenAccountsAreAskedFor_thenThoseOfTheMemberAreThere() {
        linkedIn.createAccount(
                Map.of("handle", "house", "name", "House", "kind", "organization", "administrator", Simulation.HANDLE));
        linkedIn.createAccount(
                Map.of("handle", "other", "name", "Other", "kind", "organization", "administrator", "northbike"));

        List<Connectable> all =
                linkedIn.connector.accounts(linkedIn.grant(Simulation.HANDLE, linkedIn.connector.scopes()));
        List<Connectable> withoutScope = linkedIn.connector.accounts(
                linkedIn.grant(Simulation.HANDLE, List.of("openid", "profile", "w_member_social")));

        assertThat(all).extracting(each -> each.account().displayName()).containsExactly("Harbour Radio", "House");
        assertThat(all.get(1).account().externalId()).matches("urn:li:organization:[0-9]+");
        assertThat(all.get(1).account().handle()).isEqualTo("house");
        assertThat(withoutScope).hasSize(1);
    }

    @Test
    void givenNoOption_whenScopesAreAskedFor_thenThoseThatEveryApplicationMayHave() {
        PlatformConnector usual = linkedIn.connector(Map.of("scopes", "openid profile w_member_social"), "x");

        assertThat(usual.scopes()).containsExactly("openid", "profile", "w_member_social");
    }

    @Test
    void givenNoApprovedPartner_whenCodeExchanged_thenNoRefreshToken() {
        linkedIn.set(Map.of("refreshTokens", false));

        assertThat(linkedIn.connect(Simulation.HANDLE).grant().refreshToken()).isEmpty();
    }

    @Test
    void givenUsedCodeOrOtherRedirectUri_whenExchanged_thenRefused() {
        String used = linkedIn.consent(Simulation.HANDLE, "c", linkedIn.connector.scopes());
        linkedIn.connector.exchangeCode(used, "v", Simulation.REDIRECT);
        String code = linkedIn.consent(Simulation.HANDLE, "c", linkedIn.connector.scopes());

        assertGrantRefused(() -> linkedIn.connector.exchangeCode(used, "v", Simulation.REDIRECT));
        assertGrantRefused(
                () -> linkedIn.connector.exchangeCode(code, "v", URI.create("http://127.0.0.1:8080/elsewhere")));
    }

    @Test
    void givenExpiredToken_whenRefreshed_thenTheSameRefreshTokenGoesOnWorking() {
        Connected account = linkedIn.connect(Simulation.HANDLE);
        RefreshToken token = account.grant().refreshToken().orElseThrow();
        linkedIn.shiftTime(Duration.ofDays(61));
        PlatformException expired =
                catchThrowableOfType(PlatformException.class, () -> linkedIn.connector.accounts(account.grant()));

        Grant fresh = linkedIn.connector.refresh(token, account.account());
        Grant again = linkedIn.connector.refresh(token, account.account());

        assertThat(expired.kind()).isEqualTo(Kind.NEEDS_REFRESH);
        assertThat(expired.exchange().errorCodeOrNull()).isEqualTo("EXPIRED_ACCESS_TOKEN");
        assertThat(fresh.refreshToken()).contains(token);
        assertThat(linkedIn.connector.accounts(again)).isNotEmpty();
    }

    @Test
    void givenRefreshTokenOfAYearAgoOrRevoked_whenRefreshed_thenTheGrantIsGone() {
        Connected account = linkedIn.connect(Simulation.HANDLE);
        RefreshToken token = account.grant().refreshToken().orElseThrow();
        linkedIn.shiftTime(Duration.ofDays(366));
        assertGrantRefused(() -> linkedIn.connector.refresh(token, account.account()));
        linkedIn.shiftTime(Duration.ZERO);
        linkedIn.fault(null, "REVOKE_GRANT");

        assertGrantRefused(() -> linkedIn.connector.refresh(token, account.account()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR_BEFORE_COMMIT", "RESET_AFTER_COMMIT", "GARBLED_ANSWER", "RATE_LIMITED"})
    void givenBlip_whenRefreshed_thenNotDoneAndTheTokenIsStillGood(String fault) {
        Connected account = linkedIn.connect(Simulation.HANDLE);
        RefreshToken token = account.grant().refreshToken().orElseThrow();
        linkedIn.fault("oauth2.token", fault);

        PlatformException failed = catchThrowableOfType(
                PlatformException.class, () -> linkedIn.connector.refresh(token, account.account()));

        assertThat(failed.kind()).isEqualTo(Kind.NOT_DONE);
        assertThat(linkedIn.connector.refresh(token, account.account()).refreshToken())
                .isPresent();
    }

    @Test
    void givenWrongClientSecret_whenRefreshed_thenItIsAboutTheClient() {
        Connected account = linkedIn.connect(Simulation.HANDLE);
        RefreshToken token = account.grant().refreshToken().orElseThrow();

        PlatformException refused = catchThrowableOfType(
                PlatformException.class,
                () -> linkedIn.connector(Map.of(), "guess").refresh(token, account.account()));

        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused.code()).isEqualTo(Codes.CLIENT_REFUSED);
        assertThat(refused.getMessage()).doesNotContain("guess", token.reveal());
    }

    @Test
    void givenMadeUpOrRevokedToken_whenIdentityAsked_thenNeedsRefresh() {
        Grant grant = linkedIn.grant(Simulation.HANDLE, linkedIn.connector.scopes());
        linkedIn.fault(null, "REVOKE_GRANT");
        Grant madeUp = new Grant(new AccessToken("made-up"), null, Grant.NEVER, List.of());

        for (Grant bad : List.of(grant, madeUp)) {
            PlatformException refused =
                    catchThrowableOfType(PlatformException.class, () -> linkedIn.connector.accounts(bad));
            assertThat(refused.kind()).isEqualTo(Kind.NEEDS_REFRESH);
        }
    }

    private static void assertGrantRefused(ThrowingCallable call) {
        PlatformException refused = catchThrowableOfType(PlatformException.class, call);
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused.code()).isEqualTo(Codes.GRANT_REVOKED);
    }
}
