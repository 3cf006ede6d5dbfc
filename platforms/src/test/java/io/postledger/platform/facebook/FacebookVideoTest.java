package io.postledger.platform.facebook;

import static io.postledger.platform.graph.SimulatedGraph.content;
import static io.postledger.platform.graph.SimulatedGraph.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Refused;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.MediaSource;
import io.postledger.platform.Preparation;
import io.postledger.platform.Preparation.NotDone;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Preparation.Waiting;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.Accepted;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.Submission;
import io.postledger.platform.graph.SimulatedGraph;
import io.postledger.platform.graph.SimulatedGraph.Connected;
import io.postledger.platform.rules.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FacebookVideoTest {

    /** In chunks of 4,096: three. */
    private static final int BYTES = 10_000;

    private SimulatedGraph facebook;
    private Connected page;
    private Content content;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        facebook = new SimulatedGraph("facebook", new FacebookNetwork(), data);
        facebook.set("{\"chunkBytes\":4096,\"videoMillis\":0}");
        page = facebook.connect(SimulatedGraph.HANDLE);
        content = content("A film", facebook.video(BYTES));
    }

    @AfterEach
    void stop() throws IOException {
        facebook.close();
    }

    @Test
    void givenVideo_whenPreparedPublishedAndEncoded_thenFoundOnceAndWhole() {
        Prepared prepared = facebook.prepared(page.submission(content));
        assertThat(facebook.truth()).isEmpty();
        assertThat(facebook.calls("videos.transfer")).isEqualTo(3);

        assertThat(publish(prepared)).isInstanceOf(Accepted.class);

        Found found = (Found) lookUp(prepared);
        JsonNode post = facebook.truth().get(0);
        assertThat(found.externalId()).isEqualTo(post.path("id").stringValue());
        assertThat(post.path("text").stringValue()).isEqualTo("A film");
        assertThat(post.path("media").path(0).path("bytes").asInt()).isEqualTo(BYTES);
        assertThat(facebook.http("GET", found.uri(), null).statusCode()).isEqualTo(200);
    }

    @Test
    void givenEncodingTakesTime_whenLookedUp_thenProcessingUntilDone() {
        facebook.set("{\"videoMillis\":60000}");
        Prepared prepared = facebook.prepared(page.submission(content));
        publish(prepared);

        Undecided undecided = (Undecided) lookUp(prepared);
        assertThat(undecided.code()).isEqualTo(Codes.PROCESSING);
        assertThat(undecided.retryAt()).isPresent();

        facebook.shiftSeconds(61);
        assertThat(lookUp(prepared)).isInstanceOf(Found.class);
    }

    @Test
    void givenEncodingFails_whenLookedUp_thenRefusedInFacebooksWords() {
        Prepared prepared = facebook.prepared(page.submission(content));
        facebook.fault("videos.finish", "MEDIA_FAILS");
        assertThat(publish(prepared)).isInstanceOf(Accepted.class);

        Refused refused = (Refused) lookUp(prepared);

        assertThat(refused.code()).isEqualTo(Codes.MEDIA_REFUSED);
        assertThat(refused.reason()).contains("Encoding Error");
        assertThat(facebook.truth()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_BEFORE_COMMIT, 0",
        "RESET_BEFORE_COMMIT, 0",
        "ERROR_AFTER_COMMIT, 1",
        "RESET_AFTER_COMMIT, 1",
        "GARBLED_ANSWER, 1"
    })
    void givenFinishIsLost_whenLookedUp_thenTheVideoItselfTells(String fault, int live) {
        Prepared prepared = facebook.prepared(page.submission(content));
        facebook.fault("videos.finish", fault);

        assertThat(publish(prepared)).isInstanceOf(Unknown.class);

        assertThat(lookUp(prepared)).isInstanceOf(live == 1 ? Found.class : Absent.class);
        assertThat(facebook.truth()).hasSize(live);
    }

    @Test
    void givenFinishedAgain_whenPublished_thenStillOneVideo() {
        Prepared prepared = facebook.prepared(page.submission(content));
        publish(prepared);

        assertThat(publish(prepared)).isInstanceOf(Unknown.class);

        assertThat(lookUp(prepared)).isInstanceOf(Found.class);
        assertThat(facebook.truth()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ERROR_BEFORE_COMMIT", "ERROR_AFTER_COMMIT", "RESET_AFTER_COMMIT", "CUT_BODY", "GARBLED_ANSWER"})
    void givenChunkIsLost_whenPreparedAgain_thenTheUploadGoesOnWhereItIs(String fault) {
        facebook.fault("{\"endpoint\":\"videos.transfer\",\"kind\":\"%s\",\"skip\":1}".formatted(fault));
        NotDone first = (NotDone) prepare(Prepared.NOTHING);

        Prepared prepared = ((Ready) prepare(first.soFar())).prepared();

        assertThat(prepared.part("video")).isEqualTo(first.soFar().part("video"));
        assertThat(facebook.calls("videos.start")).isEqualTo(1);
        publish(prepared);
        assertThat(facebook.truth().get(0).path("media").path(0).path("bytes").asInt())
                .isEqualTo(BYTES);
    }

    @Test
    void givenDeadlineComes_whenPrepared_thenTheRestIsLeftForLater() {
        Submission usual = page.submission(content);
        Submission slow = new Submission(usual.credentials(), usual.account(), content, new SlowMedia(usual.media()));

        Waiting waiting = (Waiting) facebook.connector.prepare(slow, Prepared.NOTHING, soon());

        assertThat(waiting.checkAt()).isBeforeOrEqualTo(Instant.now().plusSeconds(30));
        assertThat(facebook.calls("videos.transfer")).isEqualTo(1);
        facebook.later(Duration.ofSeconds(-30));
        assertThat(prepare(waiting.soFar())).isInstanceOf(Ready.class);
        assertThat(facebook.calls("videos.transfer")).isEqualTo(3);
    }

    /** Half a minute passes while a chunk goes out. */
    private final class SlowMedia implements MediaSource {

        private final MediaSource usual;

        SlowMedia(MediaSource usual) {
            this.usual = usual;
        }

        @Override
        public InputStream open(Attachment attachment, long offset) throws IOException {
            return new FilterInputStream(usual.open(attachment, offset)) {
                @Override
                public void close() throws IOException {
                    super.close();
                    facebook.later(Duration.ofSeconds(15));
                }
            };
        }

        @Override
        public URI publicUri(Attachment attachment) {
            return usual.publicUri(attachment);
        }
    }

    @Test
    void givenUploadOfYesterday_whenPrepared_thenItBeginsAnew() {
        Prepared old = facebook.prepared(page.submission(content));
        facebook.shiftSeconds(86_401);

        Prepared fresh = ((Ready) prepare(old)).prepared();

        assertThat(fresh.part("video")).isNotEqualTo(old.part("video"));
        assertThat(publish(fresh)).isInstanceOf(Accepted.class);
    }

    @Test
    void givenSessionEndedHalfWay_whenPrepared_thenItBeginsAnewNextTime() {
        facebook.fault("{\"endpoint\":\"videos.transfer\",\"kind\":\"RESET_BEFORE_COMMIT\",\"skip\":1}");
        Prepared half = ((NotDone) prepare(Prepared.NOTHING)).soFar();
        facebook.shiftSeconds(86_401);

        NotDone over = (NotDone) prepare(half);

        assertThat(over.soFar()).isEqualTo(Prepared.NOTHING);
        assertThat(prepare(over.soFar())).isInstanceOf(Ready.class);
    }

    @Test
    void givenVideoThatIsGoneHere_whenPrepared_thenNotDone() {
        Attachment video = content.media().get(0);
        facebook.forget(video);

        assertThat(((NotDone) prepare(Prepared.NOTHING)).code()).isEqualTo(Codes.MEDIA_UNREADABLE);
    }

    @Test
    void givenNothingPrepared_whenPublished_thenNotSent() {
        assertThat(((NotSent) publish(Prepared.NOTHING)).code()).isEqualTo(Codes.PREPARATION_EXPIRED);
        assertThat(facebook.calls("videos.finish")).isZero();
    }

    @Test
    void givenNetworkSlow_whenChunksTakeLongerThanACallMay_thenTheyMay() {
        facebook.fault("{\"endpoint\":\"videos.transfer\",\"kind\":\"SLOW_BODY\",\"delayMs\":2500}");

        assertThat(facebook.impatient().prepare(page.submission(content), Prepared.NOTHING, soon()))
                .isInstanceOf(Ready.class);
    }

    private Preparation prepare(Prepared soFar) {
        return facebook.prepare(page.submission(content), soFar);
    }

    private PublishOutcome publish(Prepared prepared) {
        return facebook.connector.publish(page.submission(content), prepared, soon());
    }

    private LookUp lookUp(Prepared prepared) {
        Instant now = Instant.now();
        return facebook.connector.lookUp(page.submission(content), prepared, new Attempt(now, now));
    }
}
