package io.postledger.platform.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.Preparation;
import io.postledger.platform.Preparation.NotDone;
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
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class YouTubePublishTest {

    private static final String TEXT = "Low tide at six & a walk: https://example.com/tide?a=1\n\nSecond line 🌊";
    private static final int PIECE = 256 * 1024;

    private Simulation youTube;
    private Connected account;
    private Attachment video;
    private Submission submission;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        youTube = new Simulation(new YouTubeNetwork(), data, Map.of("chunkBytes", Integer.toString(PIECE)));
        account = youTube.connect(Simulation.HANDLE);
        use(3 * PIECE + 1_000);
    }

    private void use(int bytes) {
        video = youTube.media.video(bytes);
        Map<String, String> options =
                Map.of("title", "The tide", "tags", "sea, low tide", "privacyStatus", "public", "madeForKids", "false");
        submission = account.submission(new Content(TEXT, List.of(video), options), youTube.media);
    }

    @AfterEach
    void stop() throws IOException {
        youTube.close();
    }

    @Test
    void givenVideo_whenPreparedAndPublished_thenItIsLiveOnceUnderTheIdGiven() {
        Ready ready = (Ready) prepare(Prepared.NOTHING);
        assertThat(youTube.truth()).as("before the last piece").isEmpty();

        Published published = (Published) publish(ready.prepared());

        assertThat(youTube.calls("videos.upload", Simulation.HANDLE)).isEqualTo(4);
        JsonNode truth = youTube.truth().get(0);
        assertThat(truth.path("id").asString()).isEqualTo(published.externalId());
        assertThat(truth.path("text").asString()).isEqualTo(TEXT);
        assertThat(truth.path("media").path(0).path("sha256").asString()).isEqualTo(video.sha256());
        assertThat(truth.path("fields").path("title").asString()).isEqualTo("The tide");
        assertThat(truth.path("fields").path("tags").asString()).isEqualTo("[\"sea\",\"low tide\"]");
        assertThat(youTube.http("GET", published.uri(), null).body()).contains("The tide");
        String session = ready.prepared().part(YouTubeUpload.SESSION).orElseThrow();
        assertThat(published.exchange().toString() + ready + ready.prepared())
                .doesNotContain(account.grant().accessToken().reveal(), "tide at", session);
    }

    @Test
    void givenVideoOfOnePiece_whenPreparedAndPublished_thenNoByteGoesBeforeTheSending() {
        use(1_000);
        Ready ready = (Ready) prepare(Prepared.NOTHING);
        assertThat(youTube.calls("videos.upload", Simulation.HANDLE)).isZero();

        assertThat(publish(ready.prepared())).isInstanceOf(Published.class);

        assertThat(youTube.truth()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_BEFORE_COMMIT,   SERVER_ERROR",
        "RESET_BEFORE_COMMIT,   CONNECTION_LOST",
        "CUT_BODY,              CONNECTION_LOST",
        "TIMEOUT_BEFORE_COMMIT, TIMEOUT",
        "ERROR_AFTER_COMMIT,    SERVER_ERROR",
        "RESET_AFTER_COMMIT,    CONNECTION_LOST",
        "TIMEOUT_AFTER_COMMIT,  TIMEOUT",
        "GARBLED_ANSWER,        UNREADABLE_ANSWER"
    })
    void givenNoDecidingAnswerToTheLastPiece_whenLookedUpAndSentAgain_thenItIsLiveOnce(String fault, String code) {
        Prepared prepared = ready(Prepared.NOTHING);
        youTube.fault("videos.upload", fault);

        Unknown unknown = (Unknown) publish(prepared);

        assertThat(unknown.code()).isEqualTo(code);
        boolean live = !youTube.truth().isEmpty();
        LookUp found = lookUp(prepared);
        if (live) {
            String id = youTube.truth().get(0).path("id").asString();
            assertThat(((LookUp.Found) found).externalId()).isEqualTo(id);
        } else {
            assertThat(found).isInstanceOf(LookUp.Absent.class);
        }
        // A session makes one video, however often it is gone on with.
        assertThat(publish(ready(prepared))).isInstanceOf(Published.class);
        assertThat(youTube.truth()).hasSize(1);
        assertThat(youTube.truth().get(0).path("media").path(0).path("sha256").asString())
                .isEqualTo(video.sha256());
    }

    @ParameterizedTest
    @CsvSource({
        "videos.insert, ERROR_AFTER_COMMIT",
        "videos.insert, RESET_BEFORE_COMMIT",
        "videos.insert, GARBLED_ANSWER",
        "videos.upload, CUT_BODY",
        "videos.upload, ERROR_BEFORE_COMMIT",
        "videos.upload, RESET_AFTER_COMMIT",
        "videos.upload, TIMEOUT_AFTER_COMMIT",
        "videos.upload, GARBLED_ANSWER"
    })
    void givenPreparingThatBreaks_whenPreparedAgain_thenItGoesOn(String endpoint, String fault) {
        youTube.fault(endpoint, fault);

        NotDone notDone = (NotDone) prepare(Prepared.NOTHING);

        Prepared prepared = ready(notDone.soFar());
        assertThat(publish(prepared)).isInstanceOf(Published.class);
        assertThat(youTube.truth()).hasSize(1);
        assertThat(youTube.truth().get(0).path("media").path(0).path("sha256").asString())
                .isEqualTo(video.sha256());
        int sessions = endpoint.equals("videos.insert") ? 2 : 1;
        assertThat(youTube.calls("videos.insert", Simulation.HANDLE)).isEqualTo(sessions);
    }

    @Test
    void givenDeadlinesTooShortForTheWhole_whenPreparedAgainAndAgain_thenItArrives() {
        use(8 * PIECE);
        youTube.fault("videos.upload", "LATENCY", Map.of("delayMs", 150, "times", 0));
        Prepared soFar = Prepared.NOTHING;
        Preparation last = null;
        for (int i = 0; i < 10 && !(last instanceof Ready); i++) {
            Instant began = Instant.now();
            last = youTube.connector.prepare(submission, soFar, began.plusMillis(500));
            assertThat(ChronoUnit.MILLIS.between(began, Instant.now())).isLessThan(1_000);
            soFar = last instanceof Preparation.Waiting waiting
                    ? waiting.soFar()
                    : last instanceof NotDone notDone ? notDone.soFar() : ((Ready) last).prepared();
        }

        assertThat(last).isInstanceOf(Ready.class);
        assertThat(youTube.calls("videos.insert", Simulation.HANDLE)).isEqualTo(1);
        assertThat(publish(soFar)).isInstanceOf(Published.class);
    }

    @Test
    void givenLittleTimeLeftForTheLastPiece_whenPrepared_thenItWaitsForAnotherRun() {
        youTube.fault("videos.upload", "LATENCY", Map.of("delayMs", 200, "times", 0));
        Instant deadline = Instant.now().plusMillis(1_000);

        Preparation.Waiting waiting =
                (Preparation.Waiting) youTube.connector.prepare(submission, Prepared.NOTHING, deadline);

        assertThat(waiting.checkAt()).isBeforeOrEqualTo(Instant.now());
        assertThat(prepare(waiting.soFar())).isInstanceOf(Ready.class);
        assertThat(youTube.calls("videos.upload", Simulation.HANDLE)).isEqualTo(3);
    }

    @Test
    void givenKilledNetwork_whenItIsBack_thenTheSessionGoesOn() throws IOException {
        Prepared prepared = ready(Prepared.NOTHING);
        youTube.restart();

        assertThat(publish(prepared)).isInstanceOf(Published.class);

        youTube.restart();
        assertThat(lookUp(prepared)).isInstanceOf(LookUp.Found.class);
        assertThat(youTube.truth()).hasSize(1);
    }

    @Test
    void givenExpiredSession_whenPrepared_thenANewOneIsBegun() {
        Prepared old = ready(Prepared.NOTHING);
        youTube.set(Map.of("sessionSeconds", 0));
        assertThat(((Unknown) publish(old)).code()).isEqualTo(Codes.PREPARATION_EXPIRED);
        youTube.set(Map.of("sessionSeconds", 600));
        youTube.shiftTime(Duration.ofSeconds(700));

        Prepared prepared = ready(old);

        assertThat(youTube.calls("videos.insert", Simulation.HANDLE)).isEqualTo(2);
        assertThat(publish(prepared)).isInstanceOf(Published.class);
    }

    @Test
    void givenQuotaOfTheDaySpent_whenPrepared_thenNotDoneUntilMidnightPacificTime() {
        youTube.set(Map.of("insertsPerDay", 0));

        NotDone notDone = (NotDone) prepare(Prepared.NOTHING);

        ZonedDateTime reset = notDone.retryAt().orElseThrow().atZone(ZoneId.of("America/Los_Angeles"));
        assertThat(reset.toLocalTime().toSecondOfDay()).isZero();
        assertThat(reset.toInstant()).isBetween(Instant.now(), Instant.now().plus(25, ChronoUnit.HOURS));
        RateLimit limit = notDone.exchange().rateLimits().get(0);
        assertThat(limit.name()).isEqualTo(youTube.connector.budgets().get(0).name());
        assertThat(limit.remaining()).isZero();
        assertThat(limit.resetsAt()).isEqualTo(reset.toInstant());
    }

    @Test
    void givenChannelsUploadLimitReached_whenPrepared_thenNotDoneForADay() {
        youTube.set(Map.of("uploadsPer24h", 1));
        publish(ready(Prepared.NOTHING));

        NotDone notDone = (NotDone) prepare(Prepared.NOTHING);

        assertThat(notDone.code()).isEqualTo(Codes.RATE_LIMITED);
        assertThat(notDone.retryAt().orElseThrow())
                .isCloseTo(Instant.now().plus(24, ChronoUnit.HOURS), within(5, ChronoUnit.SECONDS));
        assertThat(notDone.exchange().rateLimits()).as("it is no quota of ours").isEmpty();
    }

    @Test
    void givenRateLimitAtTheLastPiece_whenPublished_thenNotSentUntilTheNetworkSays() {
        Prepared prepared = ready(Prepared.NOTHING);
        youTube.fault("videos.upload", "RATE_LIMITED", Map.of("delayMs", 60_000));

        NotSent notSent = (NotSent) publish(prepared);

        assertThat(notSent.retryAt().orElseThrow())
                .isCloseTo(Instant.now().plusSeconds(60), within(5, ChronoUnit.SECONDS));
        assertThat(publish(prepared)).isInstanceOf(Published.class);
    }

    @Test
    void givenExpiredToken_whenPublished_thenNeedsRefreshAndThenGoes() {
        Prepared prepared = ready(Prepared.NOTHING);
        youTube.fault(null, "EXPIRE_TOKENS");

        assertThat(publish(prepared)).isInstanceOf(NeedsRefresh.class);
        assertThat(prepare(prepared)).isInstanceOf(Preparation.NeedsRefresh.class);
        assertThat(((LookUp.Undecided) lookUp(prepared)).code()).isEqualTo(Codes.NEEDS_REFRESH);

        account = account.with(
                youTube.connector.refresh(account.grant().refreshToken().orElseThrow(), account.account()));
        submission = submission.with(account.credentials());
        assertThat(publish(prepared)).isInstanceOf(Published.class);
        assertThat(youTube.truth()).hasSize(1);
    }

    @Test
    void givenScopeMissing_whenPrepared_thenRejected() {
        account = youTube.connect("northbike", List.of("https://www.googleapis.com/auth/youtube.readonly"));
        use(1_000);

        Preparation.Rejected rejected = (Preparation.Rejected) prepare(Prepared.NOTHING);

        assertThat(rejected.code()).isEqualTo(Codes.FORBIDDEN);
        assertThat(rejected.reason()).contains("insufficient authentication scopes");
    }

    @Test
    void givenTitleThatYouTubeRefuses_whenPrepared_thenRejectedWithItsReason() {
        Content content = new Content(TEXT, List.of(video), Map.of("title", "a < b"));
        Submission wrong = account.submission(content, youTube.media);

        Preparation.Rejected rejected = (Preparation.Rejected)
                youTube.connector.prepare(wrong, Prepared.NOTHING, Instant.now().plusSeconds(9));

        assertThat(rejected.code()).isEqualTo(Codes.INVALID_REQUEST);
        assertThat(rejected.reason()).contains("invalid or empty video title");
    }

    @Test
    void givenVideoThatYouTubeCannotConvert_whenPublished_thenRejectedAndRefusedWhenLookedUp() {
        Prepared prepared = ready(Prepared.NOTHING);
        youTube.fault("videos.upload", "MEDIA_FAILS");

        Rejected rejected = (Rejected) publish(prepared);

        assertThat(rejected.code()).isEqualTo(Codes.MEDIA_REFUSED);
        assertThat(rejected.reason()).contains("invalidFile");
        assertThat(lookUp(prepared)).isInstanceOf(LookUp.Refused.class);
        assertThat(youTube.truth()).isEmpty();
    }

    @Test
    void givenDeadlinePassed_whenPublished_thenNothingIsSent() {
        Prepared prepared = ready(Prepared.NOTHING);
        int before = youTube.calls("videos.upload", Simulation.HANDLE);

        PublishOutcome outcome =
                youTube.connector.publish(submission, prepared, Instant.now().minusMillis(1));

        assertThat(((NotSent) outcome).code()).isEqualTo(Codes.DEADLINE_PASSED);
        assertThat(youTube.calls("videos.upload", Simulation.HANDLE)).isEqualTo(before);
    }

    @Test
    void givenNobodyListens_whenPublished_thenKnownNotSent() throws IOException {
        Prepared prepared = ready(Prepared.NOTHING);
        youTube.stopNetworks();

        assertThat(((NotSent) publish(prepared)).code()).isEqualTo(Codes.CONNECT_FAILED);
    }

    @Test
    void givenMediaThatCannotBeRead_whenPublished_thenNothingIsSent() {
        Prepared prepared = ready(Prepared.NOTHING);
        int before = youTube.calls("videos.upload", Simulation.HANDLE);
        youTube.media.lose(video);

        assertThat(((NotSent) publish(prepared)).code()).isEqualTo(Codes.MEDIA_UNREADABLE);
        assertThat(youTube.calls("videos.upload", Simulation.HANDLE)).isEqualTo(before);
    }

    private Prepared ready(Prepared soFar) {
        return ((Ready) prepare(soFar)).prepared();
    }

    private Preparation prepare(Prepared soFar) {
        return youTube.connector.prepare(submission, soFar, Instant.now().plusSeconds(9));
    }

    private PublishOutcome publish(Prepared prepared) {
        return youTube.connector.publish(submission, prepared, Instant.now().plusSeconds(9));
    }

    private LookUp lookUp(Prepared prepared) {
        Instant sent = Instant.now();
        return youTube.connector.lookUp(submission, prepared, new Attempt(sent, sent));
    }
}
