package io.postledger.platform.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Refused;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.NeedsRefresh;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Rejected;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.rules.Content;
import io.postledger.platform.testing.Simulation;
import io.postledger.platform.testing.Simulation.Connected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedInPublishTest {

    private static final String TEXT = "Low tide (at six) & a [walk]: https://example.com/tide_a?b=1 #tide 🌊";
    private static final String CREATE = "posts.create";

    private Simulation linkedIn;
    private Connected account;
    private Instant began;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        linkedIn = new Simulation(new LinkedInNetwork(), data, Map.of());
        account = linkedIn.connect(Simulation.HANDLE);
        began = Instant.now();
    }

    @AfterEach
    void stop() throws IOException {
        linkedIn.close();
    }

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "  ends trimmed \n",
                "every |{}@[]()<>#\\*_~ one",
                "#start #AI_news and #42, mail me@example.org",
                "{hashtag|\\#|fake} and @[nobody](urn:li:person:1)",
                "lines\n\nand\ttabs  and   blanks, caf\u0065\u0301"
            })
    void givenAnswerLost_whenLookedUp_thenFoundHoweverLinkedInWritesIt(String text) {
        linkedIn.fault(CREATE, "ERROR_AFTER_COMMIT");
        assertThat(publish(text)).isInstanceOf(Unknown.class);

        Found found = (Found) find(text);

        assertThat(texts()).containsExactly(text.strip());
        assertThat(linkedIn.http("GET", found.uri(), null).statusCode()).isEqualTo(200);
    }

    @Test
    void givenPostOnALaterPageAndOlderOnes_whenLookedUp_thenFoundWithoutReadingThemAll() {
        linkedIn.set(Map.of("limits", Map.of(CREATE, 500)));
        for (int i = 0; i < 105; i++) {
            publish("older " + i);
        }
        Instant since = Instant.now();
        linkedIn.shiftTime(Duration.ofSeconds(30));
        String wanted = ((Published) publish("the wanted one")).externalId();
        for (int i = 0; i < 110; i++) {
            publish("newer " + i);
        }

        Found found = (Found) find(account, new Content("the wanted one"), Prepared.NOTHING, since.plusSeconds(20));

        assertThat(found.externalId()).isEqualTo(wanted);
        assertThat(linkedIn.calls("posts.find", Simulation.HANDLE)).isEqualTo(2);
    }

    @Test
    void givenSamePostFromBeforeTheAttemptOrOfAnother_whenLookedUp_thenAbsent() {
        publish("every day");
        Connected other = linkedIn.connect("northbike");
        linkedIn.connector.publish(other.submission(new Content("theirs"), linkedIn.media), Prepared.NOTHING, soon());

        assertThat(find(account, new Content("every day"), Prepared.NOTHING, began.plusSeconds(60)))
                .isInstanceOf(Absent.class);
        assertThat(find("theirs")).isInstanceOf(Absent.class);
    }

    @Test
    void givenDelayedVisibility_whenLookedUp_thenAbsentUntilItShows() {
        linkedIn.fault(CREATE, "DELAYED_VISIBILITY", Map.of("delayMs", 700));
        publish("slow to show");

        assertThat(find("slow to show")).isInstanceOf(Absent.class);
        assertThat(linkedIn.connector.visibilityDelay()).isGreaterThan(Duration.ofSeconds(1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(find("slow to show")).isInstanceOf(Found.class));
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_BEFORE_COMMIT, SERVER_ERROR",
        "RESET_BEFORE_COMMIT, CONNECTION_LOST",
        "GARBLED_ANSWER,      UNREADABLE_ANSWER",
        "RATE_LIMITED,        RATE_LIMITED"
    })
    void givenNetworkCannotBeAsked_whenLookedUp_thenUndecidedAndNotAbsent(String fault, String code) {
        linkedIn.fault("posts.find", fault);

        assertThat(((Undecided) find("anything")).code()).isEqualTo(code);
    }

    @Test
    void givenConsentToWriteOnly_whenLookedUp_thenUndecidedInLinkedInsWords() {
        account = account.with(linkedIn.grant(Simulation.HANDLE, List.of("openid", "w_member_social")));
        publish(TEXT);

        Undecided undecided = (Undecided) find(TEXT);

        assertThat(undecided.code()).isEqualTo(Codes.FORBIDDEN);
        assertThat(undecided.reason()).contains("partnerApiPostsExternal.FINDER-author");
    }

    @Test
    void givenDuplicateOfThisVeryPublication_whenPublishedAgain_thenTheNamedPostIsFoundThoughNoListShowsIt() {
        linkedIn.fault(CREATE, "RESET_AFTER_COMMIT");
        publish(TEXT);

        Rejected rejected = (Rejected) publish(TEXT);
        linkedIn.fault("posts.find", "ERROR_BEFORE_COMMIT");
        Found found = (Found) find(account, new Content(TEXT), rejected.preparedOrNull(), began);

        assertThat(rejected.code()).isEqualTo(Codes.DUPLICATE_CONTENT);
        assertThat(found.externalId())
                .isEqualTo(linkedIn.truth().get(0).path("id").asString());
        assertThat(linkedIn.truth()).hasSize(1);
    }

    @Test
    void givenDuplicateOfAnEarlierPost_whenLookedUp_thenRefusedAndNotTakenForOurs() {
        String earlier = ((Published) publish(TEXT)).externalId();
        Rejected rejected = (Rejected) publish(TEXT);

        Refused refused = (Refused) find(account, new Content(TEXT), rejected.preparedOrNull(), began.plusSeconds(60));

        assertThat(refused.code()).isEqualTo(Codes.DUPLICATE_CONTENT);
        assertThat(refused.reason()).contains(earlier);
    }

    @Test
    void givenDuplicateOfWhatWasDeleted_whenLookedUp_thenTheListDecides() {
        Prepared gone = Prepared.NOTHING.with(LinkedInPublishing.DUPLICATE_OF, "urn:li:share:1");

        assertThat(find(account, new Content(TEXT), gone, began)).isInstanceOf(Absent.class);
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

    private List<String> texts() {
        return linkedIn.truth().stream()
                .map(post -> post.path("text").asString())
                .toList();
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(9);
    }

    private PublishOutcome publish(String text) {
        return publish(new Content(text));
    }

    private PublishOutcome publish(Content content) {
        return linkedIn.connector.publish(account.submission(content, linkedIn.media), Prepared.NOTHING, soon());
    }

    private LookUp find(String text) {
        return find(new Content(text));
    }

    private LookUp find(Content content) {
        return find(account, content, Prepared.NOTHING, began);
    }

    private LookUp find(Connected author, Content content, Prepared prepared, Instant since) {
        return linkedIn.connector.lookUp(
                author.submission(content, linkedIn.media), prepared, new Attempt(since, Instant.now()));
    }
}
