package io.postledger.platform.pinterest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.Grant;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.NeedsRefresh;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Rejected;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.RateLimit;
import io.postledger.platform.Submission;
import io.postledger.platform.rules.Content;
import io.postledger.platform.testing.Simulation;
import io.postledger.platform.testing.Simulation.Connected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PinterestPublishTest {

    private static final String TEXT = "Low tide at six\n\n & a <walk>  🌊 caf\u0065\u0301";
    private static final String CREATE = "pins.create";

    private Simulation pinterest;
    private Connected account;
    private String board;
    private Attachment photo;
    private Instant began;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        pinterest = new Simulation(new PinterestNetwork(), data, Map.of());
        account = pinterest.connect(Simulation.HANDLE);
        board = account.account().externalId() + "1";
        photo = pinterest.media.photo(40_000);
        began = Instant.now();
    }

    @AfterEach
    void stop() throws IOException {
        pinterest.close();
    }

    @Test
    void givenPicture_whenPublished_thenItIsLiveOnceOnItsBoardUnderTheIdGiven() {
        Submission submission = pin(TEXT, Map.of("title", "Tide", "link", "https://example.com/tide?a=1"));

        assertThat(pinterest.connector.prepare(submission, Prepared.NOTHING, soon()))
                .isInstanceOf(Ready.class);
        Published published = (Published) publish(submission);

        assertThat(pinterest.truth()).hasSize(1);
        JsonNode truth = pinterest.truth().get(0);
        assertThat(truth.path("id").asString()).isEqualTo(published.externalId());
        assertThat(truth.path("text").asString()).isEqualTo(TEXT);
        assertThat(truth.at("/media/0/sha256").asString()).isEqualTo(photo.sha256());
        assertThat(truth.at("/fields/board_id").asString()).isEqualTo(board);
        assertThat(truth.at("/fields/title").asString()).isEqualTo("Tide");
        assertThat(truth.at("/fields/link").asString()).isEqualTo("https://example.com/tide?a=1");
        assertThat(pinterest.http("GET", published.uri(), null).statusCode()).isEqualTo(200);
        assertThat(published.exchange().requestIdOrNull()).isNotBlank();
        assertThat(published.exchange().rateLimits())
                .extracting(RateLimit::name)
                .containsAnyOf(PinterestLimits.ALL, PinterestLimits.WRITE);
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
        publish(pin("another", Map.of()));
        pinterest.fault(CREATE, fault);
        Submission submission = pin(TEXT, Map.of("title", "Tide"));

        Unknown unknown = (Unknown) publish(submission);

        assertThat(unknown.code()).isEqualTo(code);
        assertThat(pinterest.truth()).hasSize(1 + live);
        assertThat(pinterest.calls(CREATE, Simulation.HANDLE)).isEqualTo(2);
        assertThat(find(submission, began)).isInstanceOf(live == 1 ? Found.class : Absent.class);
    }

    @Test
    void givenPinsThatDifferInTitleOrBoard_whenLookedUp_thenTheRightOneIsFound() {
        String first = ((Published) publish(pin(TEXT, Map.of("title", "one")))).externalId();
        String second = ((Published) publish(pin(TEXT, Map.of("title", "two")))).externalId();

        assertThat(((Found) find(pin(TEXT, Map.of("title", "one")), began)).externalId())
                .isEqualTo(first);
        assertThat(((Found) find(pin(TEXT, Map.of("title", "two")), began)).externalId())
                .isEqualTo(second);
        assertThat(find(pin(TEXT, Map.of("title", "three")), began)).isInstanceOf(Absent.class);
        String otherBoard = account.account().externalId() + "2";
        assertThat(find(pin(TEXT, Map.of("title", "one", "board_id", otherBoard)), began))
                .isInstanceOf(Absent.class);
    }

    @Test
    void givenPinOfASection_whenLookedUp_thenFoundThere() {
        Submission submission = pin(TEXT, Map.of("board_section_id", board + "9"));
        pinterest.fault(CREATE, "RESET_AFTER_COMMIT");
        publish(submission);

        assertThat(find(submission, began)).isInstanceOf(Found.class);
        assertThat(pinterest.calls("board_sections.list_pins", Simulation.HANDLE))
                .isEqualTo(1);
    }

    @Test
    void givenWhatCannotBeToldApart_whenLookedUp_thenUndecided() {
        publish(pin("", Map.of()));
        publish(pin(TEXT, Map.of("link", "https://example.com/1")));

        assertThat(((Undecided) find(pin("", Map.of()), began)).code()).isEqualTo(Codes.INCONCLUSIVE);
        assertThat(((Undecided) find(pin(TEXT, Map.of("link", "https://example.com/2")), began)).code())
                .isEqualTo(Codes.INCONCLUSIVE);
    }

    @Test
    void givenFullBoard_whenLookedUp_thenAllOfItIsReadBeforeAnythingIsAbsent() {
        pinterest.set(Map.of("mostItemsAPage", 2));
        String oldest = ((Published) publish(pin("the first of many", Map.of()))).externalId();
        publish(pin("the second", Map.of()));
        publish(pin("the third", Map.of()));

        assertThat(((Found) find(pin("the first of many", Map.of()), began)).externalId())
                .isEqualTo(oldest);
        assertThat(find(pin("never", Map.of()), began)).isInstanceOf(Absent.class);
        assertThat(pinterest.calls("boards.list_pins", Simulation.HANDLE)).isEqualTo(4);
    }

    @Test
    void givenSamePinFromBeforeTheAttempt_whenLookedUp_thenAbsent() {
        publish(pin("every day", Map.of()));

        assertThat(find(pin("every day", Map.of()), began.plusSeconds(60))).isInstanceOf(Absent.class);
    }

    @Test
    void givenDelayedVisibility_whenLookedUp_thenAbsentUntilItShows() {
        pinterest.fault(CREATE, "DELAYED_VISIBILITY", Map.of("delayMs", 700));
        Submission submission = pin("slow to show", Map.of());
        publish(submission);

        assertThat(find(submission, began)).isInstanceOf(Absent.class);
        assertThat(pinterest.connector.visibilityDelay()).isGreaterThan(Duration.ofSeconds(1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(find(submission, began)).isInstanceOf(Found.class));
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_BEFORE_COMMIT, SERVER_ERROR",
        "RESET_BEFORE_COMMIT, CONNECTION_LOST",
        "GARBLED_ANSWER,      UNREADABLE_ANSWER",
        "RATE_LIMITED,        RATE_LIMITED"
    })
    void givenNetworkCannotBeAsked_whenLookedUp_thenUndecidedAndNotAbsent(String fault, String code) {
        pinterest.fault("boards.list_pins", fault);

        assertThat(((Undecided) find(pin("anything", Map.of()), began)).code()).isEqualTo(code);
    }

    @Test
    void givenUnknownBoard_whenPublishedOrLookedUp_thenRejectedInPinterestsWords() {
        Submission submission = pin(TEXT, Map.of("board_id", "404"));

        Rejected rejected = (Rejected) publish(submission);

        assertThat(rejected.code()).isEqualTo(Codes.INVALID_REQUEST);
        assertThat(rejected.reason()).isEqualTo("Board not found.");
        assertThat(rejected.exchange().errorCodeOrNull()).isEqualTo("40");
        assertThat(find(submission, began)).isInstanceOf(Undecided.class);
    }

    @Test
    void givenPictureThatPinterestCannotFetch_whenPublished_thenNotSentAndSoonAgain() {
        pinterest.media.lose(photo);

        NotSent notSent = (NotSent) publish(pin(TEXT, Map.of()));

        assertThat(notSent.code()).isEqualTo(Codes.MEDIA_UNREADABLE);
        assertThat(notSent.reason()).contains("could not fetch the image");
        assertThat(pinterest.truth()).isEmpty();
    }

    @Test
    void givenMinuteUsedUp_whenPublished_thenNotSentUntilItEnds() {
        pinterest.set(Map.of("standardLimits", Map.of("org_write", 2)));
        publish(pin("one", Map.of()));
        publish(pin("two", Map.of()));

        NotSent notSent = (NotSent) publish(pin("three", Map.of()));

        assertThat(notSent.code()).isEqualTo(Codes.RATE_LIMITED);
        assertThat(notSent.retryAt().orElseThrow())
                .isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(61));
        assertThat(notSent.exchange().rateLimits()).singleElement().satisfies(limit -> {
            assertThat(limit.name()).isEqualTo(PinterestLimits.WRITE);
            assertThat(limit.limit()).isEqualTo(2);
            assertThat(limit.remaining()).isZero();
        });
        pinterest.shiftTime(Duration.ofSeconds(61));
        assertThat(publish(pin("three", Map.of()))).isInstanceOf(Published.class);
    }

    @Test
    void givenTrialAccess_whenItsDayIsUsedUp_thenNotSentUntilThen() {
        pinterest.set(Map.of("access", "trial", "trialLimits", Map.of("org_write", 1)));
        publish(pin("one", Map.of()));

        NotSent notSent = (NotSent) publish(pin("two", Map.of()));

        assertThat(notSent.retryAt().orElseThrow())
                .isCloseTo(Instant.now().plus(1, ChronoUnit.DAYS), within(10, ChronoUnit.SECONDS));
        assertThat(notSent.exchange().rateLimits()).extracting(RateLimit::name).containsExactly(PinterestLimits.WRITE);
    }

    @Test
    void givenRateLimitFault_whenPublished_thenNotSentWithItsReset() {
        pinterest.fault(CREATE, "RATE_LIMITED", Map.of("delayMs", 20_000));

        NotSent notSent = (NotSent) publish(pin(TEXT, Map.of()));

        assertThat(notSent.retryAt().orElseThrow())
                .isCloseTo(Instant.now().plusSeconds(20), within(5, ChronoUnit.SECONDS));
        assertThat(publish(pin(TEXT, Map.of()))).isInstanceOf(Published.class);
    }

    @Test
    void givenExpiredToken_whenPublished_thenNeedsRefreshAndThenGoes() {
        pinterest.fault(null, "EXPIRE_TOKENS");
        assertThat(publish(pin(TEXT, Map.of()))).isInstanceOf(NeedsRefresh.class);
        Grant fresh = pinterest.connector.refresh(account.grant().refreshToken().orElseThrow(), account.account());
        account = account.with(fresh);

        assertThat(publish(pin(TEXT, Map.of()))).isInstanceOf(Published.class);
        assertThat(pinterest.truth()).hasSize(1);
    }

    @Test
    void givenScopeMissing_whenPublished_thenRejected() {
        account = account.with(pinterest.grant(Simulation.HANDLE, List.of("boards:read", "pins:read")));

        assertThat(((Rejected) publish(pin(TEXT, Map.of()))).code()).isEqualTo(Codes.FORBIDDEN);
    }

    @Test
    void givenDeadlinePassedOrNobodyListening_whenPublished_thenKnownNotSent() throws IOException {
        Submission submission = pin(TEXT, Map.of());
        NotSent late = (NotSent) pinterest.connector.publish(
                submission, Prepared.NOTHING, Instant.now().minusMillis(1));
        pinterest.stopNetworks();

        assertThat(late.code()).isEqualTo(Codes.DEADLINE_PASSED);
        assertThat(((NotSent) publish(submission)).code()).isEqualTo(Codes.CONNECT_FAILED);
    }

    @Test
    void givenNetworkKilledAfterPublishing_whenItRuns_thenStillFound() throws IOException {
        Submission submission = pin(TEXT, Map.of());
        publish(submission);
        pinterest.restart();

        assertThat(find(submission, began)).isInstanceOf(Found.class);
    }

    private Submission pin(String text, Map<String, String> more) {
        Map<String, String> options = new HashMap<>(Map.of("board_id", board));
        options.putAll(more);
        return account.submission(new Content(text, List.of(photo), options), pinterest.media);
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(9);
    }

    private PublishOutcome publish(Submission submission) {
        return pinterest.connector.publish(submission, Prepared.NOTHING, soon());
    }

    private LookUp find(Submission submission, Instant since) {
        return pinterest.connector.lookUp(submission, Prepared.NOTHING, new Attempt(since, Instant.now()));
    }
}
