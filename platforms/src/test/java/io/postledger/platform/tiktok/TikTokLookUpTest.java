package io.postledger.platform.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Refused;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.Accepted;
import io.postledger.platform.PublishOutcome.Rejected;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What becomes of a post after its sending, of videos and of photos. */
class TikTokLookUpTest {

    private final Instant began = Instant.now();
    private Simulation tikTok;
    private Connected account;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        tikTok = new Simulation(new TikTokNetwork(), data, Map.of());
        tikTok.set(Map.of("processingMs", 0, "moderationMs", 0));
        account = tikTok.connect(Simulation.HANDLE);
    }

    @AfterEach
    void stop() throws IOException {
        tikTok.close();
    }

    @Test
    void givenVideoThatIsWorkedOn_whenLookedUp_thenUndecidedUntilItIsPosted() {
        tikTok.set(Map.of("processingMs", 30_000));
        Submission submission = video("PUBLIC_TO_EVERYONE");
        Prepared prepared = send(submission);

        Undecided undecided = (Undecided) find(submission, prepared);
        assertThat(undecided.code()).isEqualTo(Codes.PROCESSING);
        assertThat(undecided.retryAt()).isPresent();

        tikTok.shiftTime(Duration.ofSeconds(31));
        assertThat(find(submission, prepared)).isInstanceOf(Found.class);
    }

    @Test
    void givenPublicPostBeforeModeration_whenLookedUp_thenItsPublishIdAndTheProfile() {
        tikTok.set(Map.of("moderationMs", 60_000));
        Submission submission = video("PUBLIC_TO_EVERYONE");
        Prepared prepared = send(submission);

        Found found = (Found) find(submission, prepared);

        assertThat(found.externalId()).isEqualTo(prepared.part("publishId").orElseThrow());
        assertThat(found.uri().toString()).endsWith("/@" + Simulation.HANDLE);
        assertThat(tikTok.http("GET", found.uri(), null).statusCode()).isEqualTo(200);
        tikTok.shiftTime(Duration.ofSeconds(61));
        Found moderated = (Found) find(submission, prepared);
        assertThat(moderated.externalId())
                .isEqualTo(tikTok.truth().get(0).path("id").asString());
        assertThat(tikTok.http("GET", moderated.uri(), null).statusCode()).isEqualTo(200);
    }

    @Test
    void givenPostForThemselves_whenLookedUp_thenItNeverHasAnotherId() {
        Submission submission = video("SELF_ONLY");
        Prepared prepared = send(submission);

        assertThat(((Found) find(submission, prepared)).externalId())
                .isEqualTo(prepared.part("publishId").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "file_format_check_failed, MEDIA_REFUSED",
        "duration_check_failed,    MEDIA_REFUSED",
        "spam_risk_text,           FORBIDDEN",
        "publish_cancelled,        INVALID_REQUEST"
    })
    void givenPostThatTikTokGaveUp_whenLookedUp_thenRefusedInItsWords(String failReason, String code) {
        tikTok.set(Map.of("mediaFailure", failReason));
        tikTok.fault("video.upload", "MEDIA_FAILS");
        Submission submission = video("PUBLIC_TO_EVERYONE");
        Prepared prepared = send(submission);

        Refused refused = (Refused) find(submission, prepared);

        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.reason()).contains(failReason);
        assertThat(tikTok.truth()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal", "auth_removed", "spam_risk_too_many_posts"})
    void givenFailureThatPasses_whenLookedUp_thenAbsentAndSentAgainUnderAnotherPublishId(String failReason) {
        tikTok.set(Map.of("mediaFailure", failReason));
        tikTok.fault("video.upload", "MEDIA_FAILS");
        Submission submission = video("PUBLIC_TO_EVERYONE");
        Prepared failed = send(submission);
        assertThat(find(submission, failed)).isInstanceOf(Absent.class);

        Prepared again = send(submission, failed);

        assertThat(again.part("publishId")).isNotEqualTo(failed.part("publishId"));
        assertThat(find(submission, again)).isInstanceOf(Found.class);
        assertThat(tikTok.truth()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_BEFORE_COMMIT, SERVER_ERROR",
        "RESET_BEFORE_COMMIT, CONNECTION_LOST",
        "GARBLED_ANSWER,      UNREADABLE_ANSWER",
        "RATE_LIMITED,        RATE_LIMITED"
    })
    void givenNetworkCannotBeAsked_whenLookedUp_thenUndecidedAndNotAbsent(String fault, String code) {
        Submission submission = video("PUBLIC_TO_EVERYONE");
        Prepared prepared = send(submission);
        tikTok.fault("status.fetch", fault);

        assertThat(((Undecided) find(submission, prepared)).code()).isEqualTo(code);
    }

    @Test
    void givenPhotos_whenPublished_thenTikTokFetchesThemAndPostsOnce() {
        Attachment first = tikTok.media.photo(2_000);
        Attachment second = tikTok.media.photo(3_000);
        Submission submission = photos(List.of(first, second));
        Prepared prepared = send(submission);

        Found found = (Found) find(submission, prepared);

        JsonNode truth = tikTok.truth().get(0);
        assertThat(found.externalId()).isEqualTo(truth.path("id").asString());
        assertThat(found.uri().toString()).contains("/photo/");
        assertThat(truth.path("media").path(0).path("sha256").asString()).isEqualTo(first.sha256());
        assertThat(truth.path("media").path(1).path("sha256").asString()).isEqualTo(second.sha256());
        assertThat(truth.path("fields").path("title").asString()).isEqualTo("Three tides");
    }

    @Test
    void givenPhotoThatCannotBeFetched_whenLookedUp_thenAbsentAndItMayBeSentAgain() {
        Attachment photo = tikTok.media.photo(2_000);
        tikTok.media.lose(photo);
        Submission submission = photos(List.of(photo));

        assertThat(find(submission, send(submission))).isInstanceOf(Absent.class);
        assertThat(tikTok.truth()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR_AFTER_COMMIT", "RESET_AFTER_COMMIT", "GARBLED_ANSWER"})
    void givenPhotosWhoseAnswerWasLost_whenLookedUp_thenFoundAmongPublicPosts(String fault) {
        Submission submission = photos(List.of(tikTok.media.photo(2_000)));
        Prepared prepared = ready(submission, Prepared.NOTHING);
        tikTok.fault("content.init", fault);
        assertThat(publish(submission, prepared)).isInstanceOf(Unknown.class);

        Found found = (Found) find(submission, prepared);

        assertThat(found.externalId())
                .isEqualTo(tikTok.truth().get(0).path("id").asString());
    }

    @Test
    void givenPhotosThatNeverArrived_whenLookedUp_thenUndecidedBecauseListsShowPublicPostsOnly() {
        Submission submission = photos(List.of(tikTok.media.photo(2_000)));
        Prepared prepared = ready(submission, Prepared.NOTHING);
        tikTok.fault("content.init", "RESET_BEFORE_COMMIT");
        assertThat(publish(submission, prepared)).isInstanceOf(Unknown.class);

        assertThat(((Undecided) find(submission, prepared)).code()).isEqualTo(Codes.INCONCLUSIVE);
    }

    @Test
    void givenEarlierSendingOfPhotosThatFailed_whenPreparedAgain_thenItsPublishIdAnswersForNothingElse() {
        Attachment photo = tikTok.media.photo(2_000);
        Submission submission = photos(List.of(photo));
        Prepared failed = send(submission);

        assertThat(failed.part("publishId")).isPresent();
        Prepared again = ready(submission, failed);
        assertThat(again.part("publishId")).isEmpty();
        assertThat(again.parts()).as("what is kept replaces what was").isNotEmpty();
    }

    @Test
    void givenWrongPhotos_whenPublished_thenRejected() {
        Submission submission = account.submission(
                new Content("x".repeat(4_001), List.of(tikTok.media.photo(10)), Map.of("privacyLevel", "SELF_ONLY")),
                tikTok.media);

        Rejected rejected = (Rejected) publish(submission, ready(submission, Prepared.NOTHING));

        assertThat(rejected.reason()).contains("description is invalid");
    }

    private Submission video(String privacy) {
        Content content = new Content("Low tide", List.of(tikTok.media.video(1_000)), Map.of("privacyLevel", privacy));
        return account.submission(content, tikTok.media);
    }

    private Submission photos(List<Attachment> photos) {
        Map<String, String> options = Map.of("privacyLevel", "PUBLIC_TO_EVERYONE", "title", "Three tides");
        return account.submission(new Content("Low, high, and low", photos, options), tikTok.media);
    }

    private Prepared send(Submission submission) {
        return send(submission, Prepared.NOTHING);
    }

    private Prepared send(Submission submission, Prepared soFar) {
        return ((Accepted) publish(submission, ready(submission, soFar))).prepared();
    }

    private Prepared ready(Submission submission, Prepared soFar) {
        return ((Ready) tikTok.connector.prepare(
                        submission, soFar, Instant.now().plusSeconds(9)))
                .prepared();
    }

    private PublishOutcome publish(Submission submission, Prepared prepared) {
        return tikTok.connector.publish(submission, prepared, Instant.now().plusSeconds(9));
    }

    private LookUp find(Submission submission, Prepared prepared) {
        return tikTok.connector.lookUp(submission, prepared, new Attempt(began, began));
    }
}
