package io.postledger.embedded.networks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrantsTest {

    private static final TokenPolicy ROTATING = new TokenPolicy(3_600, 0, true, true);
    private static final TokenPolicy STEADY = new TokenPolicy(3_600, 86_400, false, false);
    private static final TokenPolicy ENDLESS = new TokenPolicy(0, 0, false, false);

    private TestSite site;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        site = new TestSite(folder);
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    @Test
    void givenCode_whenUsedTwiceOrLate_thenGoodOnce() {
        String code = code();
        String late = code();

        assertThat(site.grants.useCode(code)).isPresent();
        assertThat(site.grants.useCode(code)).isEmpty();
        site.pass(Duration.ofSeconds(31));
        assertThat(site.grants.useCode(late)).isEmpty();
    }

    @Test
    void givenRotation_whenARefreshTokenIsUsedTwice_thenTheGrantEnds() {
        Tokens first = granted(ROTATING);
        Tokens second = refresh(first.refreshOrNull(), ROTATING).orElseThrow();

        assertThat(second.refreshOrNull()).isNotEqualTo(first.refreshOrNull());
        assertThat(refresh(first.refreshOrNull(), ROTATING)).isEmpty();
        assertThat(site.grants.standing(second.access())).isEqualTo(Grants.Standing.REVOKED);
        assertThat(refresh(second.refreshOrNull(), ROTATING)).isEmpty();
    }

    @Test
    void givenNoRotation_whenRefreshedAgainAndAgain_thenTheSameTokenServesUntilItEnds() {
        Tokens first = granted(STEADY);

        assertThat(refresh(first.refreshOrNull(), STEADY).orElseThrow().refreshOrNull())
                .isNull();
        site.pass(Duration.ofHours(23));
        assertThat(refresh(first.refreshOrNull(), STEADY)).isPresent();
        site.pass(Duration.ofHours(2));
        assertThat(refresh(first.refreshOrNull(), STEADY)).isEmpty();
    }

    @Test
    void givenTokenWithoutAnEnd_whenYearsPass_thenItWorksUntilEndedByHand() {
        String access = granted(ENDLESS).access();

        site.pass(Duration.ofDays(3_000));
        assertThat(site.grants.bearer(access)).isPresent();
        site.grants.expire(site.account.id(), null);
        assertThat(site.grants.standing(access)).isEqualTo(Grants.Standing.EXPIRED);
        assertThat(site.grants.owner(access)).isPresent();
    }

    @Test
    void givenAnotherTokenOfTheGrant_whenRevoked_thenBothEnd() {
        Tokens tokens = granted(ROTATING);
        String page = site.grants.accessOf(tokens.grantId(), "page", 0);

        assertThat(site.grants.bearer(page).orElseThrow().kind()).isEqualTo("page");
        assertThat(site.grants.bearer(tokens.access()).orElseThrow().kind()).isEqualTo(Bearer.USUAL);
        site.grants.revoke(null);
        assertThat(site.grants.bearer(page)).isEmpty();
        assertThat(site.grants.bearer(tokens.access())).isEmpty();
    }

    @Test
    void givenKindThatLasts_whenExpired_thenTheOthersEndAlsoAfterReopening(@TempDir Path folder) throws IOException {
        String person;
        Tokens tokens;
        try (TestSite before = new TestSite(folder)) {
            site.close();
            site = before;
            tokens = granted(ROTATING);
            person = site.grants.accessOf(tokens.grantId(), "person", 0);
            site.grants.expire(null, "person");
        }
        site = new TestSite(folder);

        assertThat(site.grants.standing(person)).isEqualTo(Grants.Standing.GOOD);
        assertThat(site.grants.standing(tokens.access())).isEqualTo(Grants.Standing.EXPIRED);
    }

    @Test
    void givenEverythingThatHappens_whenOpenedAgain_thenItStands(@TempDir Path folder) throws IOException {
        Tokens first;
        Tokens second;
        String code;
        try (TestSite before = new TestSite(folder)) {
            site.close();
            site = before;
            first = granted(ROTATING);
            second = refresh(first.refreshOrNull(), ROTATING).orElseThrow();
            code = code();
        }
        site = new TestSite(folder);

        assertThat(site.grants.bearer(second.access()).orElseThrow().scopes()).containsExactly("read", "write");
        assertThat(site.grants.useCode(code)).isPresent();
        assertThat(refresh(first.refreshOrNull(), ROTATING)).isEmpty();
    }

    private String code() {
        return site.grants.issueCode(
                site.account.id(), "http://localhost", null, "read,write", true, Duration.ofSeconds(30));
    }

    private Tokens granted(TokenPolicy policy) {
        return site.grants.grant(site.grants.useCode(code()).orElseThrow(), policy);
    }

    private Optional<Tokens> refresh(String token, TokenPolicy policy) {
        return site.grants.refresh(token, policy);
    }
}
