package io.postledger.platform.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.Submission;
import io.postledger.platform.rules.Content;
import io.postledger.platform.testing.Simulation;
import io.postledger.platform.testing.Simulation.Connected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

/** Look-ups whose session is lost, among the channel's uploads; those by the session are with the publishing. */
class YouTubeLookUpTest {

    /** So that the list of uploads has surely caught up. */
    private static final Duration LONG_AGO = Duration.ofMinutes(11);

    private final Instant began = Instant.now();
    private Simulation youTube;
    private Connected account;
    private Attachment video;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        youTube = new Simulation(new YouTubeNetwork(), data, Map.of());
        youTube.set(Map.of("insertsPerDay", 1_000));
        account = youTube.connect(Simulation.HANDLE);
        video = youTube.media.video(1_000);
    }

    @AfterEach
    void stop() throws IOException {
        youTube.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "  ends trimmed \n",
                "lines\r\n\nand\ttabs  and   blanks",
                "caf\u0065\u0301 \uD83C\uDF0A \u65E5\u672C\u8A9E & \"quotes\""
            })
    void givenVideoWithoutASession_whenLookedUp_thenFoundByWhatItSays(String text) {
        publish("another", "something else");
        String id = publish("title", text).externalId();

        Found found = (Found) find("title", text, began);

        assertThat(found.externalId()).isEqualTo(id);
        assertThat(found.uri().toString()).contains("/watch?v=" + id);
        assertThat(find("title 2", text, began)).isInstanceOf(Absent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"private", "unlisted"})
    void givenVideoThatOthersDoNotSee_whenLookedUp_thenFound(String privacy) {
        publish(Map.of("title", "title", "privacyStatus", privacy), "text");

        assertThat(find("title", "text", began)).isInstanceOf(Found.class);
    }

    @Test
    void givenSameVideoFromBefore_whenLookedUp_thenAbsent() {
        publish("title", "text");

        assertThat(find("title", "text", Instant.now().plusSeconds(60))).isInstanceOf(Absent.class);
    }

    @Test
    void givenTwoThatSayTheSame_whenLookedUp_thenUndecided() {
        publish("title", "text");
        publish("title", "text");

        assertThat(((Undecided) find("title", "text", began)).code()).isEqualTo(Codes.INCONCLUSIVE);
    }

    @Test
    void givenOtherChannelUploadedTheSame_whenLookedUp_thenAbsent() {
        Connected mine = account;
        account = youTube.connect("northbike");
        publish("title", "text");
        account = mine;

        assertThat(find("title", "text", began)).isInstanceOf(Absent.class);
    }

    @Test
    void givenVideoOnALaterPage_whenLookedUp_thenFound() {
        String id = publish("the first of many", "text").externalId();
        for (int i = 0; i < 55; i++) {
            publish("number " + i, "text");
        }

        assertThat(((Found) find("the first of many", "text", began)).externalId())
                .isEqualTo(id);
        assertThat(youTube.calls("playlistItems.list", Simulation.HANDLE)).isEqualTo(2);
    }

    @Test
    void givenExpiredSessionOfAVideoThatIsThere_whenLookedUp_thenFoundAmongTheUploads() {
        Prepared prepared = prepare(submission(Map.of("title", "title"), "text"));
        publish(prepared, submission(Map.of("title", "title"), "text"));
        youTube.set(Map.of("sessionSeconds", 0));

        LookUp found = youTube.connector.lookUp(
                submission(Map.of("title", "title"), "text"), prepared, new Attempt(Instant.now(), Instant.now()));

        assertThat(found).isInstanceOf(Found.class);
        assertThat(youTube.calls("videos.upload.status", Simulation.HANDLE)).isEqualTo(1);
    }

    @Test
    void givenAttemptOfJustNow_whenNotAmongTheUploads_thenUndecidedUntilTheirListHasCaughtUp() {
        Undecided undecided = (Undecided) find("title", "text", new Attempt(began, began));

        assertThat(undecided.code()).isEqualTo(Codes.INCONCLUSIVE);
        assertThat(undecided.retryAt()).contains(began.plus(Duration.ofMinutes(10)));
    }

    @Test
    void givenDelayedVisibility_whenLookedUp_thenAbsentUntilItShows() {
        youTube.fault("videos.upload", "DELAYED_VISIBILITY", Map.of("delayMs", 1_000));
        publish("title", "text");

        assertThat(find("title", "text", began)).isInstanceOf(Absent.class);
        assertThat(youTube.connector.visibilityDelay()).isGreaterThan(Duration.ofSeconds(30));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(find("title", "text", began)).isInstanceOf(Found.class));
    }

    @ParameterizedTest
    @CsvSource({
        "channels.list,      ERROR_BEFORE_COMMIT, SERVER_ERROR",
        "channels.list,      GARBLED_ANSWER,      UNREADABLE_ANSWER",
        "playlistItems.list, ERROR_BEFORE_COMMIT, SERVER_ERROR",
        "playlistItems.list, RESET_BEFORE_COMMIT, CONNECTION_LOST",
        "playlistItems.list, GARBLED_ANSWER,      UNREADABLE_ANSWER",
        "playlistItems.list, RATE_LIMITED,        RATE_LIMITED"
    })
    void givenNetworkCannotBeAsked_whenLookedUp_thenUndecidedAndNotAbsent(String endpoint, String fault, String code) {
        youTube.fault(endpoint, fault);

        Undecided undecided = (Undecided) find("title", "text", began);

        assertThat(undecided.code()).isEqualTo(code);
        assertThat(undecided.retryAt().isPresent()).isEqualTo(code.equals(Codes.RATE_LIMITED));
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_BEFORE_COMMIT, SERVER_ERROR",
        "RESET_BEFORE_COMMIT, CONNECTION_LOST",
        "GARBLED_ANSWER,      UNREADABLE_ANSWER"
    })
    void givenSessionCannotBeAsked_whenLookedUp_thenUndecidedAndNotAbsent(String fault, String code) {
        Prepared prepared = prepare(submission(Map.of("title", "title"), "text"));
        youTube.fault("videos.upload.status", fault);

        LookUp found = youTube.connector.lookUp(
                submission(Map.of("title", "title"), "text"), prepared, new Attempt(began, began));

        assertThat(((Undecided) found).code()).isEqualTo(code);
    }

    @Test
    void givenUnitsOfTheDaySpent_whenLookedUp_thenUndecidedUntilTheReset() {
        youTube.set(Map.of("unitsPerDay", 0));

        Undecided undecided = (Undecided) find("title", "text", began);

        assertThat(undecided.retryAt()).isPresent();
        assertThat(undecided.exchange().rateLimits().get(0).name()).isEqualTo(YouTubeLimits.UNITS);
    }

    private Published publish(String title, String text) {
        return publish(Map.of("title", title), text);
    }

    private Published publish(Map<String, String> options, String text) {
        Submission submission = submission(options, text);
        return publish(prepare(submission), submission);
    }

    private Published publish(Prepared prepared, Submission submission) {
        return (Published)
                youTube.connector.publish(submission, prepared, Instant.now().plusSeconds(9));
    }

    private Prepared prepare(Submission submission) {
        Ready ready = (Ready) youTube.connector.prepare(
                submission, Prepared.NOTHING, Instant.now().plusSeconds(9));
        return ready.prepared();
    }

    private LookUp find(String title, String text, Instant since) {
        return find(title, text, new Attempt(since, Instant.now().minus(LONG_AGO)));
    }

    private LookUp find(String title, String text, Attempt attempt) {
        return youTube.connector.lookUp(submission(Map.of("title", title), text), Prepared.NOTHING, attempt);
    }

    private Submission submission(Map<String, String> options, String text) {
        return account.submission(new Content(text, List.of(video), options), youTube.media);
    }
}
