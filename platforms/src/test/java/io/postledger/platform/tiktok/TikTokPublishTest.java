package io.postledger.platform.tiktok;

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
import io.postledger.platform.PublishOutcome.Accepted;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.Submission;
import io.postledger.platform.rules.Content;
import io.postledger.platform.testing.Simulation;
import io.postledger.platform.testing.Simulation.Connected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

class TikTokPublishTest {

    private static final String TEXT = "Low tide #sea @atelier_lumen 🌊";
    private static final int CHUNK = 5_000_000;

    private Simulation tikTok;
    private Connected account;
    private Attachment video;
    private Submission submission;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        tikTok = new Simulation(new TikTokNetwork(), data, Map.of("chunkBytes", Integer.toString(CHUNK)));
        tikTok.set(Map.of("processingMs", 0, "moderationMs", 0));
        account = tikTok.connect(Simulation.HANDLE);
        use(2 * CHUNK + 1_000);
    }

    private void use(int bytes) {
        video = tikTok.media.video(bytes);
        submission = of(List.of(video), Map.of("privacyLevel", "PUBLIC_TO_EVERYONE"));
    }

    private Submission of(List<Attachment> media, Map<String, String> options) {
        return account.submission(new Content(TEXT, media, options), tikTok.media);
    }

    @AfterEach
    void stop() throws IOException {
        tikTok.close();
    }

    @Test
    void givenVideo_whenPreparedPublishedAndLookedUp_thenItIsLiveOnceUnderTheIdFound() {
        Ready ready = (Ready) prepare(Prepared.NOTHING);
        assertThat(tikTok.truth()).as("before the last chunk").isEmpty();

        Accepted accepted = (Accepted) publish(ready.prepared());
        LookUp.Found found = (LookUp.Found) lookUp(accepted.prepared());

        assertThat(tikTok.calls("video.upload", Simulation.HANDLE)).isEqualTo(2);
        JsonNode truth = tikTok.truth().get(0);
        assertThat(truth.path("id").asString()).isEqualTo(found.externalId());
        assertThat(truth.path("text").asString()).isEqualTo(TEXT);
        assertThat(truth.path("media").path(0).path("sha256").asString()).isEqualTo(video.sha256());
        assertThat(tikTok.http("GET", found.uri(), null).body()).contains("Low tide");
        String address = ready.prepared().part(TikTokPreparing.UPLOAD_URL).orElseThrow();
        assertThat(accepted.toString() + ready)
                .doesNotContain(account.grant().accessToken().reveal(), "Low tide", address);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, CHUNK - 1, CHUNK, 2 * CHUNK - 1})
    void givenVideoOfOneChunk_whenPreparedAndPublished_thenNoByteGoesBeforeTheSending(int bytes) {
        use(bytes);
        Ready ready = (Ready) prepare(Prepared.NOTHING);
        assertThat(tikTok.calls("video.upload", Simulation.HANDLE)).isZero();

        assertThat(publish(ready.prepared())).isInstanceOf(Accepted.class);

        assertThat(tikTok.truth()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_BEFORE_COMMIT,   SERVER_ERROR",
        "RESET_BEFORE_COMMIT,   CONNECTION_LOST",
        "CUT_BODY,              CONNECTION_LOST",
        "TIMEOUT_BEFORE_COMMIT, TIMEOUT",
        "ERROR_AFTER_COMMIT,    SERVER_ERROR",
        "RESET_AFTER_COMMIT,    CONNECTION_LOST",
        "TIMEOUT_AFTER_COMMIT,  TIMEOUT"
    })
    void givenNoDecidingAnswerToTheLastChunk_whenLookedUpAndSentAgain_thenItIsLiveOnce(String fault, String code) {
        Prepared prepared = ready(Prepared.NOTHING);
        tikTok.fault("video.upload", fault);

        Unknown unknown = (Unknown) publish(prepared);

        assertThat(unknown.code()).isEqualTo(code);
        boolean live = !tikTok.truth().isEmpty();
        assertThat(lookUp(prepared)).isInstanceOf(live ? LookUp.Found.class : LookUp.Absent.class);
        // An announced video is posted once at most, however often it is gone on with.
        assertThat(publish(ready(prepared))).isInstanceOf(Accepted.class);
        assertThat(tikTok.truth()).hasSize(1);
        assertThat(tikTok.truth().get(0).path("media").path(0).path("sha256").asString())
                .isEqualTo(video.sha256());
        assertThat(tikTok.calls("video.init", Simulation.HANDLE)).isEqualTo(1);
    }

    @Test
    void givenLastChunkSentTwice_whenPublished_thenUnknownAndLiveOnce() {
        Prepared prepared = ready(Prepared.NOTHING);
        publish(prepared);

        assertThat(publish(prepared)).isInstanceOf(Unknown.class);

        assertThat(tikTok.truth()).hasSize(1);
        assertThat(lookUp(prepared)).isInstanceOf(LookUp.Found.class);
    }

    @ParameterizedTest
    @CsvSource({
        "creator_info.query, ERROR_BEFORE_COMMIT,  1",
        "creator_info.query, GARBLED_ANSWER,       1",
        "video.init,         ERROR_AFTER_COMMIT,   2",
        "video.init,         RESET_AFTER_COMMIT,   2",
        "video.init,         GARBLED_ANSWER,       2",
        "video.upload,       CUT_BODY,             1",
        "video.upload,       ERROR_AFTER_COMMIT,   1",
        "video.upload,       RESET_BEFORE_COMMIT,  1",
        "video.upload,       TIMEOUT_AFTER_COMMIT, 1"
    })
    void givenPreparingThatBreaks_whenPreparedAgain_thenItGoesOn(String endpoint, String fault, int inits) {
        use(3 * CHUNK);
        tikTok.fault(endpoint, fault);

        NotDone notDone = (NotDone) prepare(Prepared.NOTHING);

        assertThat(publish(ready(notDone.soFar()))).isInstanceOf(Accepted.class);
        assertThat(tikTok.truth()).hasSize(1);
        assertThat(tikTok.truth().get(0).path("media").path(0).path("sha256").asString())
                .isEqualTo(video.sha256());
        assertThat(tikTok.calls("video.init", Simulation.HANDLE)).isEqualTo(inits);
    }

    @Test
    void givenUploadAddressThatExpired_whenPrepared_thenItBeginsAnew() {
        Prepared old = ready(Prepared.NOTHING);
        tikTok.set(Map.of("uploadSeconds", 0));
        assertThat(((Unknown) publish(old)).code()).isEqualTo(Codes.PREPARATION_EXPIRED);
        assertThat(lookUp(old)).isInstanceOf(LookUp.Absent.class);
        tikTok.set(Map.of("uploadSeconds", 3_600));
        Prepared hoursOld = old.with(
                TikTokPreparing.STARTED_AT,
                Instant.now().minus(2, ChronoUnit.HOURS).toString());

        Prepared prepared = ready(hoursOld);

        assertThat(prepared.part(TikTokPreparing.PUBLISH_ID)).isNotEqualTo(old.part(TikTokPreparing.PUBLISH_ID));
        assertThat(publish(prepared)).isInstanceOf(Accepted.class);
        assertThat(tikTok.truth()).hasSize(1);
    }

    @Test
    void givenKilledNetwork_whenItIsBack_thenTheUploadGoesOn() throws IOException {
        Prepared prepared = ready(Prepared.NOTHING);
        tikTok.restart();

        assertThat(publish(prepared)).isInstanceOf(Accepted.class);

        tikTok.restart();
        assertThat(lookUp(prepared)).isInstanceOf(LookUp.Found.class);
        assertThat(tikTok.truth()).hasSize(1);
    }

    @Test
    void givenPrivacyThatTheCreatorHasNot_whenPrepared_thenRejectedWithThoseThereAre() {
        submission = of(List.of(video), Map.of("privacyLevel", "FOLLOWER_OF_CREATOR"));

        Preparation.Rejected rejected = (Preparation.Rejected) prepare(Prepared.NOTHING);

        assertThat(rejected.code()).isEqualTo(Codes.INVALID_REQUEST);
        assertThat(rejected.reason()).contains("PUBLIC_TO_EVERYONE, MUTUAL_FOLLOW_FRIENDS, SELF_ONLY");
        assertThat(tikTok.calls("video.init", Simulation.HANDLE)).isZero();
    }

    @Test
    void givenAppThatIsNotAudited_whenPrepared_thenOnlyForThemselvesOnPrivateAccounts() {
        tikTok.set(Map.of("audited", false));
        assertThat(((Preparation.Rejected) prepare(Prepared.NOTHING)).reason())
                .contains("offers this account SELF_ONLY");
        submission = of(List.of(video), Map.of("privacyLevel", "SELF_ONLY"));
        assertThat(((Preparation.Rejected) prepare(Prepared.NOTHING)).reason())
                .contains("unaudited_client_can_only_post_to_private_accounts");
        tikTok.createAccount(Map.of("handle", "shy", "private", "true"));
        account = tikTok.connect("shy");
        submission = of(List.of(video), Map.of("privacyLevel", "SELF_ONLY"));

        assertThat(publish(ready(Prepared.NOTHING))).isInstanceOf(Accepted.class);
    }

    @Test
    void givenCapOfTheDayReached_whenPrepared_thenNotDoneForAWhile() {
        tikTok.set(Map.of("postsPer24h", 1));
        publish(ready(Prepared.NOTHING));

        NotDone notDone = (NotDone) prepare(Prepared.NOTHING);

        assertThat(notDone.code()).isEqualTo(Codes.RATE_LIMITED);
        assertThat(notDone.reason()).contains("spam_risk_too_many_posts");
        assertThat(notDone.retryAt().orElseThrow())
                .isCloseTo(Instant.now().plus(1, ChronoUnit.HOURS), within(5, ChronoUnit.SECONDS));
    }

    @Test
    void givenSixAnnouncedInAMinute_whenPrepared_thenNotDoneForAMinuteAndTheBudgetSaysSo() {
        use(1_000);
        for (int i = 0; i < 6; i++) {
            ready(Prepared.NOTHING);
        }

        NotDone notDone = (NotDone) prepare(Prepared.NOTHING);

        assertThat(notDone.retryAt().orElseThrow())
                .isCloseTo(Instant.now().plusSeconds(60), within(5, ChronoUnit.SECONDS));
        assertThat(notDone.exchange().rateLimits().get(0).name()).isEqualTo(TikTokLimits.VIDEO_INIT.name());
        tikTok.shiftTime(Duration.ofSeconds(61));
        assertThat(prepare(Prepared.NOTHING)).isInstanceOf(Ready.class);
    }

    @Test
    void givenExpiredToken_whenPrepared_thenNeedsRefreshAndTheBytesNeedNone() {
        Prepared prepared = ready(Prepared.NOTHING);
        tikTok.fault(null, "EXPIRE_TOKENS");

        assertThat(prepare(Prepared.NOTHING)).isInstanceOf(Preparation.NeedsRefresh.class);
        assertThat(publish(prepared)).isInstanceOf(Accepted.class);
        assertThat(((LookUp.Undecided) lookUp(prepared)).code()).isEqualTo(Codes.NEEDS_REFRESH);

        account = account.with(
                tikTok.connector.refresh(account.grant().refreshToken().orElseThrow(), account.account()));
        submission = submission.with(account.credentials());
        assertThat(lookUp(prepared)).isInstanceOf(LookUp.Found.class);
    }

    @Test
    void givenScopeMissing_whenPrepared_thenRejectedAndNotRefreshed() {
        Connected whole = account;
        account = whole.with(tikTok.grant(Simulation.HANDLE, List.of("user.info.basic", "video.list")));
        use(1_000);

        Preparation.Rejected rejected = (Preparation.Rejected) prepare(Prepared.NOTHING);

        assertThat(rejected.code()).isEqualTo(Codes.FORBIDDEN);
    }

    @Test
    void givenNobodyListens_whenPublished_thenKnownNotSent() throws IOException {
        Prepared prepared = ready(Prepared.NOTHING);
        tikTok.stopNetworks();

        assertThat(((NotSent) publish(prepared)).code()).isEqualTo(Codes.CONNECT_FAILED);
    }

    @Test
    void givenDeadlinePassedOrMediaUnreadable_whenPublished_thenNothingIsSent() {
        Prepared prepared = ready(Prepared.NOTHING);
        int before = tikTok.calls("video.upload", Simulation.HANDLE);

        PublishOutcome late =
                tikTok.connector.publish(submission, prepared, Instant.now().minusMillis(1));
        tikTok.media.lose(video);
        PublishOutcome unreadable = publish(prepared);

        assertThat(((NotSent) late).code()).isEqualTo(Codes.DEADLINE_PASSED);
        assertThat(((NotSent) unreadable).code()).isEqualTo(Codes.MEDIA_UNREADABLE);
        assertThat(tikTok.calls("video.upload", Simulation.HANDLE)).isEqualTo(before);
    }

    private Prepared ready(Prepared soFar) {
        return ((Ready) prepare(soFar)).prepared();
    }

    private Preparation prepare(Prepared soFar) {
        return tikTok.connector.prepare(submission, soFar, Instant.now().plusSeconds(9));
    }

    private PublishOutcome publish(Prepared prepared) {
        return tikTok.connector.publish(submission, prepared, Instant.now().plusSeconds(9));
    }

    private LookUp lookUp(Prepared prepared) {
        Instant sent = Instant.now();
        return tikTok.connector.lookUp(submission, prepared, new Attempt(sent, sent));
    }
}
