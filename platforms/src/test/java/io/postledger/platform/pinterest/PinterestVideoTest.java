package io.postledger.platform.pinterest;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.Preparation;
import io.postledger.platform.Preparation.NeedsRefresh;
import io.postledger.platform.Preparation.NotDone;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Preparation.Rejected;
import io.postledger.platform.Preparation.Waiting;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Unknown;
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
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinterestVideoTest {

    private static final String UPLOAD = "media.upload";

    private Simulation pinterest;
    private Connected account;
    private Attachment video;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        pinterest = new Simulation(new PinterestNetwork(), data, Map.of());
        pinterest.set(Map.of("videoProcessingMs", 0));
        account = pinterest.connect(Simulation.HANDLE);
        video = pinterest.media.video(300_000);
    }

    @AfterEach
    void stop() throws IOException {
        pinterest.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givenVideo_whenPreparedAndPublished_thenItIsLiveWhole(boolean withCover) {
        List<Attachment> media = withCover ? List.of(video, pinterest.media.photo(5_000)) : List.of(video);
        Submission submission = submission(media);

        Ready ready = (Ready) prepare(submission, Prepared.NOTHING);
        assertThat(pinterest.truth()).isEmpty();

        assertThat(publish(submission, ready.prepared())).isInstanceOf(Published.class);
        assertLive();
        assertThat(prepare(submission, ready.prepared())).isInstanceOf(Ready.class);
        assertThat(pinterest.calls(UPLOAD, "-")).isEqualTo(1);
        assertThat(ready.prepared().toString()).doesNotContain("signature");
    }

    @Test
    void givenSlowProcessing_whenPrepared_thenWaitingUntilItIsDone() {
        pinterest.fault(UPLOAD, "MEDIA_SLOW", Map.of("delayMs", 500));
        Submission submission = submission(List.of(video));

        Waiting waiting = (Waiting) prepare(submission, Prepared.NOTHING);

        assertThat(waiting.checkAt()).isAfter(Instant.now());
        untilReady(submission, waiting.soFar());
        assertThat(pinterest.calls(UPLOAD, "-")).isEqualTo(1);
    }

    @Test
    void givenProcessingFails_whenPrepared_thenRejected() {
        pinterest.fault(UPLOAD, "MEDIA_FAILS");

        assertThat(((Rejected) prepare(submission(List.of(video)), Prepared.NOTHING)).code())
                .isEqualTo(Codes.MEDIA_REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "media.create, ERROR_BEFORE_COMMIT",
        "media.create, RESET_AFTER_COMMIT",
        "media.create, RATE_LIMITED",
        "media.create, GARBLED_ANSWER",
        "media.upload, RESET_BEFORE_COMMIT",
        "media.upload, RESET_AFTER_COMMIT",
        "media.upload, ERROR_AFTER_COMMIT",
        "media.upload, CUT_BODY",
        "media.get,    ERROR_BEFORE_COMMIT",
        "media.get,    GARBLED_ANSWER"
    })
    void givenPreparingIsCutOff_whenPreparedAgain_thenItGoesOnAndOnePinIsLive(String endpoint, String fault) {
        pinterest.fault(endpoint, fault);
        Submission submission = submission(List.of(video));

        NotDone notDone = (NotDone) prepare(submission, Prepared.NOTHING);
        Prepared ready = untilReady(submission, notDone.soFar());

        assertThat(publish(submission, ready)).isInstanceOf(Published.class);
        assertLive();
    }

    @Test
    void givenUploadFieldsEnded_whenPreparedAgain_thenAnnouncedAnew() {
        pinterest.fault(UPLOAD, "ERROR_BEFORE_COMMIT");
        Submission submission = submission(List.of(video));
        NotDone cut = (NotDone) prepare(submission, Prepared.NOTHING);
        pinterest.shiftTime(Duration.ofHours(2));

        NotDone expired = (NotDone) prepare(submission, cut.soFar());

        assertThat(expired.code()).isEqualTo(Codes.PREPARATION_EXPIRED);
        untilReady(submission, expired.soFar());
        assertThat(pinterest.calls("media.create", Simulation.HANDLE)).isEqualTo(2);
    }

    @Test
    void givenExpiredToken_whenPrepared_thenNeedsRefreshAndGoesOn() {
        Submission submission = submission(List.of(video));
        pinterest.fault(null, "EXPIRE_TOKENS");
        NeedsRefresh needsRefresh = (NeedsRefresh) prepare(submission, Prepared.NOTHING);
        account = account.with(
                pinterest.connector.refresh(account.grant().refreshToken().orElseThrow(), account.account()));

        assertThat(prepare(submission.with(account.credentials()), needsRefresh.soFar()))
                .isInstanceOf(Ready.class);
    }

    @Test
    void givenFileThatCannotBeRead_whenPrepared_thenNotDoneAndNothingIsSent() {
        pinterest.media.lose(video);

        NotDone notDone = (NotDone) prepare(submission(List.of(video)), Prepared.NOTHING);

        assertThat(notDone.code()).isEqualTo(Codes.MEDIA_UNREADABLE);
        assertThat(pinterest.calls(UPLOAD, "-")).isZero();
    }

    @Test
    void givenNotPrepared_whenPublished_thenNotSent() {
        NotSent notSent = (NotSent) publish(submission(List.of(video)), Prepared.NOTHING);

        assertThat(notSent.code()).isEqualTo(Codes.PREPARATION_EXPIRED);
        assertThat(pinterest.calls("pins.create", Simulation.HANDLE)).isZero();
    }

    @Test
    void givenAnswerLost_whenLookedUp_thenFound() {
        Submission submission = submission(List.of(video));
        Instant began = Instant.now();
        Prepared ready = ((Ready) prepare(submission, Prepared.NOTHING)).prepared();
        pinterest.fault("pins.create", "RESET_AFTER_COMMIT");
        assertThat(publish(submission, ready)).isInstanceOf(Unknown.class);

        assertThat(pinterest.connector.lookUp(submission, ready, new Attempt(began, Instant.now())))
                .isInstanceOf(Found.class);
    }

    private void assertLive() {
        assertThat(pinterest.truth())
                .singleElement()
                .satisfies(
                        pin -> assertThat(pin.at("/media/0/sha256").asString()).isEqualTo(video.sha256()));
    }

    private Submission submission(List<Attachment> media) {
        Map<String, String> options = Map.of("board_id", account.account().externalId() + "1", "title", "The tide");
        return account.submission(new Content("with a video", media, options), pinterest.media);
    }

    private Preparation prepare(Submission submission, Prepared soFar) {
        return pinterest.connector.prepare(submission, soFar, Instant.now().plusSeconds(9));
    }

    /** As the process goes on: again with what was handed out so far. */
    private Prepared untilReady(Submission submission, Prepared from) {
        AtomicReference<Prepared> soFar = new AtomicReference<>(from);
        Awaitility.await().atMost(Duration.ofSeconds(9)).until(() -> {
            Preparation step = prepare(submission, soFar.get());
            if (step instanceof Ready ready) {
                soFar.set(ready.prepared());
                return true;
            }
            soFar.set(step instanceof Waiting waiting ? waiting.soFar() : ((NotDone) step).soFar());
            return false;
        });
        return soFar.get();
    }

    private PublishOutcome publish(Submission submission, Prepared prepared) {
        return pinterest.connector.publish(submission, prepared, Instant.now().plusSeconds(9));
    }
}
