package io.postledger.platform.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.postledger.platform.Codes;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome.NeedsRefresh;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Rejected;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.rules.Content;
import io.postledger.platform.testing.Simulation;
import io.postledger.platform.testing.Simulation.Connected;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkedInPublishTest extends LinkedInRig {
    @Test
    void givenText_whenPublished_thenItIsLiveOnceWordForWordUnderTheIdGiven() {
        Published published = (Published) publish(TEXT);

        assertThat(texts()).containsExactly(TEXT);
        assertThat(published.externalId()).matches("urn:li:share:[0-9]+");
        assertThat(linkedIn.truth().get(0).path("id").asString()).isEqualTo(published.externalId());
        assertThat(linkedIn.http("GET", published.uri(), null).body()).contains("Low tide (at six) &amp; a [walk]");
        assertThat(published.exchange().operation()).isEqualTo("linkedin.posts.create");
        assertThat(published.exchange().requestIdOrNull()).isNotBlank();
    }

    @Test
    void givenPage_whenPublishedByItsAdministrator_thenThePageIsTheAuthor() {
        Connected page = page("harbour_house");

        Published published = (Published) linkedIn.connector.publish(
                page.submission(new Content(TEXT), linkedIn.media), Prepared.NOTHING, soon());

        assertThat(linkedIn.truth().get(0).path("account").asString()).isEqualTo("harbour_house");
        assertThat(((Found) find(page, new Content(TEXT), Prepared.NOTHING, began)).externalId())
                .isEqualTo(published.externalId());
    }

    @Test
    void givenArticle_whenPublishedAndTheAnswerIsLost_thenFound() {
        Content article = new Content(
                "Read this", List.of(), Map.of("article_url", "https://example.com/a", "article_title", "A (b)"));
        linkedIn.fault(CREATE, "RESET_AFTER_COMMIT");
        assertThat(publish(article)).isInstanceOf(Unknown.class);

        assertThat(find(article)).isInstanceOf(Found.class);
        assertThat(linkedIn.truth().get(0).path("fields").path("content").asString())
                .contains("https://example.com/a", "A (b)");
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_BEFORE_COMMIT,   0, SERVER_ERROR",
        "ERROR_AFTER_COMMIT,    1, SERVER_ERROR",
        "RESET_BEFORE_COMMIT,   0, CONNECTION_LOST",
        "RESET_AFTER_COMMIT,    1, CONNECTION_LOST",
        "TIMEOUT_BEFORE_COMMIT, 0, TIMEOUT",
        "TIMEOUT_AFTER_COMMIT,  1, TIMEOUT",
        "CUT_BODY,              0, CONNECTION_LOST",
        "GARBLED_ANSWER,        1, UNREADABLE_ANSWER"
    })
    void givenNoDecidingAnswer_whenPublished_thenUnknownAndTheLookUpTellsTheTruth(String fault, int live, String code) {
        linkedIn.fault(CREATE, fault);

        Unknown unknown = (Unknown) publish(TEXT);

        assertThat(unknown.code()).isEqualTo(code);
        assertThat(linkedIn.truth()).hasSize(live);
        assertThat(linkedIn.calls(CREATE, Simulation.HANDLE)).isEqualTo(1);
        assertThat(find(TEXT)).isInstanceOf(live == 1 ? Found.class : Absent.class);
    }

    @Test
    void givenWriteConflict_whenPublished_thenUnknown() {
        linkedIn.fault(CREATE, "ERROR_AFTER_COMMIT", Map.of("status", 409));

        assertThat(publish(TEXT)).isInstanceOf(Unknown.class);
    }

    @Test
    void givenRetiredVersion_whenPublished_thenNotSentForTheSettingsSake() {
        PlatformConnector outdated = linkedIn.connector(Map.of("apiVersion", "202401"), "irrelevant here");

        NotSent notSent = (NotSent)
                outdated.publish(account.submission(new Content(TEXT), linkedIn.media), Prepared.NOTHING, soon());

        assertThat(notSent.code()).isEqualTo(Codes.API_VERSION_RETIRED);
        assertThat(notSent.retryAt()).isPresent();
        assertThat(notSent.exchange().errorCodeOrNull()).isEqualTo("NONEXISTENT_VERSION");
        assertThat(notSent.exchange().statusOrNull()).isEqualTo(426);
        assertThat(linkedIn.truth()).isEmpty();
    }

    @Test
    void givenLimitOfTheDayReached_whenPublished_thenNotSentUntilMidnightUtc() {
        linkedIn.set(Map.of("limits", Map.of(CREATE, 1)));
        publish("one");

        NotSent notSent = (NotSent) publish("two");

        assertThat(notSent.code()).isEqualTo(Codes.RATE_LIMITED);
        assertThat(notSent.retryAt())
                .contains(
                        LocalDate.now(ZoneOffset.UTC).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        assertThat(texts()).containsExactly("one");
    }

    @Test
    void givenRush_whenPublished_thenNotSentForAMomentOnly() {
        linkedIn.fault(CREATE, "RATE_LIMITED");

        NotSent notSent = (NotSent) publish(TEXT);

        assertThat(notSent.retryAt().orElseThrow())
                .isCloseTo(Instant.now().plusSeconds(15), within(5, ChronoUnit.SECONDS));
        assertThat(publish(TEXT)).isInstanceOf(Published.class);
    }

    @Test
    void givenExpiredToken_whenPublished_thenNeedsRefreshAndThenGoes() {
        linkedIn.fault(null, "EXPIRE_TOKENS");
        assertThat(publish(TEXT)).isInstanceOf(NeedsRefresh.class);

        account = account.with(
                linkedIn.connector.refresh(account.grant().refreshToken().orElseThrow(), account.account()));

        assertThat(publish(TEXT)).isInstanceOf(Published.class);
        assertThat(texts()).containsExactly(TEXT);
    }

    @Test
    void givenScopeMissing_whenPublished_thenRejected() {
        account = account.with(linkedIn.grant(Simulation.HANDLE, List.of("openid", "r_member_social")));

        assertThat(((Rejected) publish(TEXT)).code()).isEqualTo(Codes.FORBIDDEN);
        assertThat(linkedIn.truth()).isEmpty();
    }

    @Test
    void givenDeadlinePassedOrNobodyListening_whenPublished_thenKnownNotSent() throws IOException {
        NotSent late = (NotSent) linkedIn.connector.publish(
                account.submission(new Content(TEXT), linkedIn.media),
                Prepared.NOTHING,
                Instant.now().minusMillis(1));
        linkedIn.stopNetworks();

        assertThat(late.code()).isEqualTo(Codes.DEADLINE_PASSED);
        assertThat(((NotSent) publish(TEXT)).code()).isEqualTo(Codes.CONNECT_FAILED);
    }

    @Test
    void givenNetworkKilledAfterPublishing_whenItRuns_thenStillFoundAndStillADuplicate() throws IOException {
        publish(TEXT);
        linkedIn.restart();

        assertThat(find(TEXT)).isInstanceOf(Found.class);
        assertThat(publish(TEXT)).isInstanceOf(Rejected.class);
    }

    private Connected page(String handle) {
        linkedIn.createAccount(Map.of(
                "handle", handle, "name", "Harbour House", "kind", "organization", "administrator", Simulation.HANDLE));
        return linkedIn.connector.accounts(account.grant()).stream()
                .filter(each -> each.account().handle().equals(handle))
                .map(each -> new Connected(each.grant(), each.account().ref()))
                .findFirst()
                .orElseThrow();
    }
}
