package io.postledger.platform.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postledger.platform.AccessToken;
import io.postledger.platform.Codes;
import io.postledger.platform.Connectable;
import io.postledger.platform.Grant;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.RefreshToken;
import io.postledger.platform.RemoteAccountRef;
import io.postledger.platform.graph.SimulatedGraph;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacebookAccountsTest {

    private SimulatedGraph facebook;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        facebook = new SimulatedGraph("facebook", new FacebookNetwork(), data);
    }

    @AfterEach
    void stop() throws IOException {
        facebook.close();
    }

    @Test
    void givenConsent_whenCodeExchanged_thenTheGrantIsThePersonsAndLong() {
        Grant person = login();

        assertThat(person.expiresAt()).isAfter(Instant.now().plus(59, ChronoUnit.DAYS));
        assertThat(person.scopes()).containsExactlyInAnyOrderElementsOf(facebook.connector.scopes());
        assertThat(facebook.calls("oauth.token"))
                .as("the endpoint has no account")
                .isZero();
    }

    @Test
    void givenPersonWithSeveralPages_whenListed_thenEachHasATokenOfItsOwnThatDoesNotEnd() {
        facebook.account("{\"handle\":\"first.page\",\"name\":\"First\",\"owner\":\"mary\"}");
        facebook.account("{\"handle\":\"second.page\",\"name\":\"Second\",\"owner\":\"mary\"}");

        List<Connectable> pages =
                facebook.connector.accounts(facebook.login("first.page", facebook.connector.scopes()));

        assertThat(pages).extracting(page -> page.account().handle()).containsExactly("first.page", "second.page");
        assertThat(pages).extracting(page -> page.account().displayName()).containsExactly("First", "Second");
        assertThat(pages).extracting(page -> page.grant().accessToken()).doesNotHaveDuplicates();
        assertThat(pages).allMatch(page -> page.grant().expiresAt().equals(Grant.NEVER));
    }

    @Test
    void givenMorePagesThanAListHolds_whenListed_thenAll() {
        for (int i = 0; i < 130; i++) {
            facebook.account("{\"handle\":\"page.%d\",\"owner\":\"agency\"}".formatted(i));
        }

        assertThat(facebook.connector.accounts(facebook.login("page.7", facebook.connector.scopes())))
                .hasSize(130);
    }

    @Test
    void givenCodeUsedTwice_whenExchanged_thenRefused() {
        String code = facebook.consent(SimulatedGraph.HANDLE, facebook.connector.scopes());
        facebook.connector.exchangeCode(code, "", SimulatedGraph.REDIRECT);

        assertRevoked(catchThrowableOfType(
                PlatformException.class, () -> facebook.connector.exchangeCode(code, "", SimulatedGraph.REDIRECT)));
    }

    @Test
    void givenBlipAfterTheCodeIsSpent_whenExchanged_thenUnknown() {
        String code = facebook.consent(SimulatedGraph.HANDLE, facebook.connector.scopes());
        facebook.fault("me.permissions", "RATE_LIMITED");

        PlatformException failed = catchThrowableOfType(
                PlatformException.class, () -> facebook.connector.exchangeCode(code, "", SimulatedGraph.REDIRECT));

        assertThat(failed.kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void givenOtherRedirectUri_whenCodeExchanged_thenRefused() {
        String code = facebook.consent(SimulatedGraph.HANDLE, facebook.connector.scopes());

        assertRevoked(catchThrowableOfType(
                PlatformException.class,
                () -> facebook.connector.exchangeCode(code, "", URI.create("http://127.0.0.1:8080/elsewhere"))));
    }

    @Test
    void givenWrongSecret_whenCodeExchanged_thenItIsAboutUs() {
        String code = facebook.consent(SimulatedGraph.HANDLE, facebook.connector.scopes());

        PlatformException refused = catchThrowableOfType(
                PlatformException.class,
                () -> facebook.connector("guess", Duration.ofSeconds(5))
                        .exchangeCode(code, "", SimulatedGraph.REDIRECT));

        assertThat(refused.code()).isEqualTo(Codes.CLIENT_REFUSED);
        assertThat(refused.getMessage()).doesNotContain("guess");
    }

    @Test
    void givenExpiredPageToken_whenRefreshed_thenThePersonsTokenBuysTheNext() {
        Connectable page = facebook.connector.accounts(login()).get(0);
        facebook.fault("{\"kind\":\"EXPIRE_TOKENS\",\"account\":\"harbour_radio\"}");

        Grant fresh = refresh(page);

        assertThat(fresh.accessToken()).isNotEqualTo(page.grant().accessToken());
        assertThat(fresh.refreshToken()).isEqualTo(page.grant().refreshToken());
        assertThat(fresh.expiresAt()).isEqualTo(Grant.NEVER);
    }

    @Test
    void givenConsentTakenBack_whenRefreshed_thenRevoked() {
        Connectable page = facebook.connector.accounts(login()).get(0);
        facebook.fault("{\"kind\":\"REVOKE_GRANT\",\"account\":\"harbour_radio\"}");

        PlatformException refused = catchThrowableOfType(PlatformException.class, () -> refresh(page));

        assertRevoked(refused);
        assertThat(refused.exchange().errorCodeOrNull()).isEqualTo("190/458");
    }

    @Test
    void givenPersonsTokenOfTwoMonthsAgo_whenRefreshed_thenRevoked() {
        Connectable page = facebook.connector.accounts(login()).get(0);
        facebook.shiftSeconds(61L * 86_400);

        assertRevoked(catchThrowableOfType(PlatformException.class, () -> refresh(page)));
    }

    @Test
    void givenRoleOnThePageLost_whenRefreshed_thenRevoked() {
        Connectable page = facebook.connector.accounts(login()).get(0);

        assertRevoked(catchThrowableOfType(
                PlatformException.class,
                () -> facebook.connector.refresh(
                        page.grant().refreshToken().orElseThrow(), new RemoteAccountRef("4711", "someone.else"))));
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
    void givenBlip_whenRefreshed_thenNotDoneAndNoDisconnect(String fault) {
        Connectable page = facebook.connector.accounts(login()).get(0);
        facebook.fault("node.read", fault);

        PlatformException failed = catchThrowableOfType(
                PlatformException.class,
                () -> facebook.impatient()
                        .refresh(
                                page.grant().refreshToken().orElseThrow(),
                                page.account().ref()));

        assertThat(failed.kind()).isEqualTo(Kind.NOT_DONE);
        assertThat(refresh(page).accessToken()).isNotNull();
    }

    @Test
    void givenNobodyListens_whenRefreshed_thenNotDone() throws IOException {
        Connectable page = facebook.connector.accounts(login()).get(0);
        facebook.stopNetworks();

        assertThat(catchThrowableOfType(PlatformException.class, () -> refresh(page))
                        .kind())
                .isEqualTo(Kind.NOT_DONE);
    }

    @Test
    void givenMadeUpToken_whenPagesListed_thenNeedsRefresh() {
        Grant madeUp = new Grant(new AccessToken("made-up"), new RefreshToken("x"), Grant.NEVER, List.of());

        PlatformException refused =
                catchThrowableOfType(PlatformException.class, () -> facebook.connector.accounts(madeUp));

        assertThat(refused.kind()).isEqualTo(Kind.NEEDS_REFRESH);
        assertThat(refused.exchange().requestIdOrNull()).isNotBlank();
    }

    private Grant login() {
        return facebook.login(SimulatedGraph.HANDLE, facebook.connector.scopes());
    }

    private Grant refresh(Connectable page) {
        return facebook.connector.refresh(
                page.grant().refreshToken().orElseThrow(), page.account().ref());
    }

    private static void assertRevoked(PlatformException refused) {
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused.code()).isEqualTo(Codes.GRANT_REVOKED);
    }
}
