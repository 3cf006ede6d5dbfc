package io.postledger.platform.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Undecided;
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
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LinkedInMediaTest {

    private static final int PART = 100_000;

    private Simulation linkedIn;
    private Connected account;
    private Instant began;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        linkedIn = new Simulation(new LinkedInNetwork(), data, Map.of());
        linkedIn.set(Map.of("imageProcessingMs", 0, "videoProcessingMs", 0, "videoPartBytes", PART));
        account = linkedIn.connect(Simulation.HANDLE);
        began = Instant.now();
    }

    @AfterEach
    void stop() throws IOException {
        linkedIn.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void givenPictures_whenPreparedAndPublished_thenTheyAreLiveInOrder(int pictures) {
        List<Attachment> photos = IntStream.range(0, pictures)
                .mapToObj(i -> linkedIn.media.photo(50_000 + i))
                .toList();
        Submission submission = submission(photos);

        Ready ready = (Ready) prepare(submission, Prepared.NOTHING);
        assertThat(linkedIn.truth()).isEmpty();
        assertThat(publish(submission, ready.prepared())).isInstanceOf(Published.class);

        assertThat(hashes())
                .containsExactlyElementsOf(
                        photos.stream().map(Attachment::sha256).toList());
        assertThat(prepare(submission, ready.prepared())).isInstanceOf(Ready.class);
        assertThat(linkedIn.calls("images.upload", Simulation.HANDLE)).isEqualTo(pictures);
    }

    @Test
    void givenVideo_whenPreparedAndPublished_thenItIsLiveWhole() {
        Attachment video = linkedIn.media.video(2 * PART + 17);
        Submission submission = submission(List.of(video));

        Ready ready = (Ready) prepare(submission, Prepared.NOTHING);

        assertThat(publish(submission, ready.prepared())).isInstanceOf(Published.class);
        assertThat(hashes()).containsExactly(video.sha256());
        assertThat(linkedIn.calls("videos.upload", "-")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"images.upload,             photo, MEDIA_SLOW", "videos.finalizeUpload,     video, MEDIA_SLOW"})
    void givenSlowProcessing_whenPrepared_thenWaitingUntilItIsDone(String endpoint, String kind, String fault) {
        linkedIn.fault(endpoint, fault, Map.of("delayMs", 500));
        Submission submission = submission(List.of(file(kind)));

        Waiting waiting = (Waiting) prepare(submission, Prepared.NOTHING);

        assertThat(waiting.checkAt()).isAfter(Instant.now());
        assertThat(untilReady(submission, waiting.soFar())).isNotNull();
        assertThat(linkedIn.calls("images.upload", Simulation.HANDLE)
                        + linkedIn.calls("videos.finalizeUpload", Simulation.HANDLE))
                .as("uploads")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"images.upload, photo", "videos.finalizeUpload, video"})
    void givenProcessingFails_whenPrepared_thenRejected(String endpoint, String kind) {
        linkedIn.fault(endpoint, "MEDIA_FAILS");

        Rejected rejected = (Rejected) prepare(submission(List.of(file(kind))), Prepared.NOTHING);

        assertThat(rejected.code()).isEqualTo(Codes.MEDIA_REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "photo, images.initializeUpload, ERROR_BEFORE_COMMIT",
        "photo, images.initializeUpload, RESET_AFTER_COMMIT",
        "photo, images.upload,           ERROR_AFTER_COMMIT",
        "photo, images.upload,           RESET_BEFORE_COMMIT",
        "photo, images.upload,           CUT_BODY",
        "photo, images.get,              GARBLED_ANSWER",
        "photo, images.get,              RATE_LIMITED",
        "video, videos.initializeUpload, TIMEOUT_AFTER_COMMIT",
        "video, videos.upload,           RESET_BEFORE_COMMIT",
        "video, videos.upload,           RESET_AFTER_COMMIT",
        "video, videos.upload,           GARBLED_ANSWER",
        "video, videos.finalizeUpload,   RESET_AFTER_COMMIT",
        "video, videos.finalizeUpload,   ERROR_BEFORE_COMMIT",
        "video, videos.get,              ERROR_BEFORE_COMMIT"
    })
    void givenPreparingIsCutOff_whenPreparedAgain_thenItGoesOnAndOnePostIsLive(
            String kind, String endpoint, String fault) {
        linkedIn.fault(endpoint, fault);
        Attachment file = file(kind);
        Submission submission = submission(List.of(file));

        NotDone notDone = (NotDone) prepare(submission, Prepared.NOTHING);
        Prepared ready = untilReady(submission, notDone.soFar());

        assertThat(publish(submission, ready)).isInstanceOf(Published.class);
        assertThat(hashes()).containsExactly(file.sha256());
    }

    @Test
    void givenPartsSent_whenPreparedAgain_thenTheyAreNotSentAgain() {
        linkedIn.fault("videos.upload", "ERROR_BEFORE_COMMIT", Map.of("skip", 2));
        Submission submission = submission(List.of(linkedIn.media.video(4 * PART)));
        NotDone notDone = (NotDone) prepare(submission, Prepared.NOTHING);

        untilReady(submission, notDone.soFar());

        assertThat(linkedIn.calls("videos.upload", "-")).isEqualTo(5);
        assertThat(notDone.soFar().toString()).doesNotContain("sig=");
    }

    @Test
    void givenNoTimeForAnotherPart_whenPrepared_thenWaitingWithNothingBegun() {
        Submission submission = submission(List.of(linkedIn.media.video(PART)));

        Preparation step = linkedIn.connector.prepare(
                submission, Prepared.NOTHING, Instant.now().plusMillis(1_500));

        assertThat(step).isInstanceOf(Waiting.class);
        assertThat(linkedIn.calls("videos.upload", "-")).isZero();
        untilReady(submission, ((Waiting) step).soFar());
    }

    @Test
    void givenUploadAddressesEnded_whenPreparedAgain_thenAnnouncedAnew() {
        linkedIn.fault("videos.upload", "ERROR_BEFORE_COMMIT");
        Submission submission = submission(List.of(linkedIn.media.video(PART)));
        NotDone cut = (NotDone) prepare(submission, Prepared.NOTHING);
        linkedIn.shiftTime(Duration.ofDays(2));

        NotDone expired = (NotDone) prepare(submission, cut.soFar());

        assertThat(expired.code()).isEqualTo(Codes.PREPARATION_EXPIRED);
        untilReady(submission, expired.soFar());
        assertThat(linkedIn.calls("videos.initializeUpload", Simulation.HANDLE)).isEqualTo(2);
    }

    @Test
    void givenExpiredToken_whenPrepared_thenNeedsRefreshAndGoesOn() {
        Submission submission = submission(List.of(linkedIn.media.photo(1_000)));
        linkedIn.fault(null, "EXPIRE_TOKENS");
        NeedsRefresh needsRefresh = (NeedsRefresh) prepare(submission, Prepared.NOTHING);
        account = account.with(
                linkedIn.connector.refresh(account.grant().refreshToken().orElseThrow(), account.account()));

        assertThat(prepare(submission.with(account.credentials()), needsRefresh.soFar()))
                .isInstanceOf(Ready.class);
    }

    @Test
    void givenFileThatCannotBeRead_whenPrepared_thenNotDoneAndNothingIsSent() {
        Attachment photo = linkedIn.media.photo(1_000);
        linkedIn.media.lose(photo);

        NotDone notDone = (NotDone) prepare(submission(List.of(photo)), Prepared.NOTHING);

        assertThat(notDone.code()).isEqualTo(Codes.MEDIA_UNREADABLE);
        assertThat(linkedIn.calls("images.upload", Simulation.HANDLE)).isZero();
    }

    @Test
    void givenConsentToWriteOnly_whenPrepared_thenThePostTellsWhetherThePictureIsReady() {
        account = account.with(linkedIn.grant(Simulation.HANDLE, List.of("openid", "w_member_social")));
        linkedIn.set(Map.of("imageProcessingMs", 700));
        Submission submission = submission(List.of(linkedIn.media.photo(1_000)));
        Ready ready = (Ready) prepare(submission, Prepared.NOTHING);

        NotSent early = (NotSent) publish(submission, ready.prepared());

        assertThat(early.code()).isEqualTo(Codes.PROCESSING);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> publish(submission, ready.prepared()) instanceof Published);
        assertThat(linkedIn.truth()).hasSize(1);
    }

    @Test
    void givenNotPrepared_whenPublished_thenNotSent() {
        NotSent notSent = (NotSent) publish(submission(List.of(linkedIn.media.photo(10))), Prepared.NOTHING);

        assertThat(notSent.code()).isEqualTo(Codes.PREPARATION_EXPIRED);
        assertThat(linkedIn.calls("posts.create", Simulation.HANDLE)).isZero();
    }

    @Test
    void givenAnswerLost_whenLookedUp_thenFoundByTheFileAndNotTakenForAnotherWithTheSameWords() {
        Submission first = submission(List.of(linkedIn.media.photo(1_000)));
        Submission second = submission(List.of(linkedIn.media.photo(2_000)));
        Prepared ofFirst = ((Ready) prepare(first, Prepared.NOTHING)).prepared();
        Prepared ofSecond = ((Ready) prepare(second, Prepared.NOTHING)).prepared();
        linkedIn.fault("posts.create", "TIMEOUT_AFTER_COMMIT");
        assertThat(publish(first, ofFirst)).isInstanceOf(Unknown.class);
        Attempt attempt = new Attempt(began, Instant.now());

        assertThat(linkedIn.connector.lookUp(first, ofFirst, attempt)).isInstanceOf(Found.class);
        assertThat(((Undecided) linkedIn.connector.lookUp(second, ofSecond, attempt)).code())
                .isEqualTo(Codes.INCONCLUSIVE);
        Submission text = account.submission(new Content("with pictures"), linkedIn.media);
        assertThat(linkedIn.connector.lookUp(text, Prepared.NOTHING, attempt)).isInstanceOf(Absent.class);
    }

    @Test
    void givenNetworkKilledBetweenParts_whenItRuns_thenTheUploadGoesOn() throws IOException {
        linkedIn.fault("videos.upload", "ERROR_BEFORE_COMMIT", Map.of("skip", 1));
        Attachment video = linkedIn.media.video(3 * PART);
        Submission submission = submission(List.of(video));
        NotDone notDone = (NotDone) prepare(submission, Prepared.NOTHING);

        linkedIn.restart();

        Prepared ready = untilReady(submission, notDone.soFar());
        publish(submission, ready);
        assertThat(hashes()).containsExactly(video.sha256());
    }

    private Attachment file(String kind) {
        return kind.equals("video") ? linkedIn.media.video(PART + 1) : linkedIn.media.photo(30_000);
    }

    private Submission submission(List<Attachment> media) {
        return account.submission(new Content("with pictures", media, Map.of()), linkedIn.media);
    }

    private Preparation prepare(Submission submission, Prepared soFar) {
        return linkedIn.connector.prepare(submission, soFar, Instant.now().plusSeconds(9));
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
        return linkedIn.connector.publish(submission, prepared, Instant.now().plusSeconds(9));
    }

    private List<String> hashes() {
        assertThat(linkedIn.truth()).hasSize(1);
        return linkedIn.truth()
                .get(0)
                .path("media")
                .valueStream()
                .map((JsonNode file) -> file.path("sha256").asString())
                .toList();
    }
}
