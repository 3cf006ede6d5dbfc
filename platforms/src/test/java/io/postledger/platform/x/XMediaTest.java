package io.postledger.platform.x;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.Grant;
import io.postledger.platform.LookUp;
import io.postledger.platform.Operation;
import io.postledger.platform.Pkce;
import io.postledger.platform.Preparation;
import io.postledger.platform.Preparation.NotDone;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Preparation.Waiting;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.RateLimit;
import io.postledger.platform.Submission;
import io.postledger.platform.Timeouts;
import io.postledger.platform.rules.Content;
import io.postledger.platform.x.SimulatedX.Connected;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
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
import tools.jackson.databind.JsonNode;

/** Posts with pictures and videos. */
class XMediaTest {

    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofMillis(1_500), Duration.ofSeconds(3));

    private final TestMedia media = new TestMedia();
    private final Instant began = Instant.now();
    private SimulatedX x;
    private Connected account;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        x = new SimulatedX(data, TIMEOUTS);
        x.set("{\"x\":{\"videoProcessingMs\":0}}");
        account = x.connect(SimulatedX.HANDLE);
    }

    @AfterEach
    void stop() throws IOException {
        x.close();
    }

    @Test
    void givenFourPicturesWithAltTexts_whenPreparedAndPublished_thenTheyAreLiveInOrder() {
        List<Attachment> pictures = List.of(
                media.add("image/jpeg", 40_000, "a harbour"),
                media.add("image/png", 41_000, null),
                media.add("image/webp", 42_000, " "),
                media.add("image/png", 43_000, "a gull"));
        Submission post = submission("four views", pictures);

        Ready ready = (Ready) prepare(post, Prepared.NOTHING);
        Ready again = (Ready) prepare(post, ready.prepared());
        PublishOutcome outcome = publish(post, ready.prepared());

        assertThat(outcome).isInstanceOf(PublishOutcome.Published.class);
        JsonNode live = onlyPost();
        assertThat(hashes(live))
                .containsExactlyElementsOf(
                        pictures.stream().map(Attachment::sha256).toList());
        assertThat(live.at("/fields/altText1").stringValue()).isEqualTo("a harbour");
        assertThat(live.at("/fields/altText4").stringValue()).isEqualTo("a gull");
        assertThat(live.path("fields").size()).isEqualTo(2);
        assertThat(again.exchange().statusOrNull()).as("prepared already").isNull();
        assertThat(x.calls("media.initialize", SimulatedX.HANDLE)).isEqualTo(4);
    }

    @Test
    void givenPictureWithoutText_whenPublished_thenItIsAPost() {
        Submission post = submission("", List.of(media.add("image/png", 10, null)));

        publish(post, ((Ready) prepare(post, Prepared.NOTHING)).prepared());

        assertThat(onlyPost().path("text").stringValue()).isEmpty();
    }

    @Test
    void givenVideoOfSeveralSegmentsThatXWorksOn_whenPrepared_thenWaitingAndThenReady() {
        x.set("{\"x\":{\"videoProcessingMs\":1200}}");
        Attachment video = media.add("video/mp4", 9_500_000, "not for videos");
        Submission post = submission("moving", List.of(video));

        Waiting waiting = (Waiting) prepare(post, Prepared.NOTHING);

        assertThat(waiting.checkAt()).isBetween(Instant.now(), Instant.now().plusSeconds(3));
        assertThat(waiting.exchange().rateLimits()).extracting(RateLimit::name).containsExactly("media-15min");
        assertThat(x.calls("media.append", SimulatedX.HANDLE)).isEqualTo(3);
        Prepared prepared = untilReady(post, waiting.soFar());
        publish(post, prepared);
        assertThat(hashes(onlyPost())).containsExactly(video.sha256());
        assertThat(x.calls("media.append", SimulatedX.HANDLE)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "media.initialize, ERROR_BEFORE_COMMIT, SERVER_ERROR",
        "media.initialize, RESET_AFTER_COMMIT,  CONNECTION_LOST",
        "media.initialize, GARBLED_ANSWER,      UNREADABLE_ANSWER",
        "media.append,     RESET_BEFORE_COMMIT, CONNECTION_LOST",
        "media.append,     ERROR_AFTER_COMMIT,  SERVER_ERROR",
        "media.append,     CUT_BODY,            CONNECTION_LOST",
        "media.append,     TIMEOUT_AFTER_COMMIT, TIMEOUT",
        "media.append,     RATE_LIMITED,        RATE_LIMITED",
        "media.finalize,   ERROR_BEFORE_COMMIT, SERVER_ERROR",
        "media.finalize,   RESET_AFTER_COMMIT,  CONNECTION_LOST",
        "media.finalize,   GARBLED_ANSWER,      UNREADABLE_ANSWER",
        "media.metadata,   ERROR_AFTER_COMMIT,  SERVER_ERROR",
        "media.metadata,   RESET_BEFORE_COMMIT, CONNECTION_LOST"
    })
    void givenCallThatFails_whenPreparedAgain_thenItGoesOnAndThePostIsWhole(
            String endpoint, String fault, String code) {
        Attachment picture = media.add("image/png", 50_000, "words");
        Submission post = submission("stubborn", List.of(picture));
        x.fault(endpoint, fault);

        NotDone notDone = (NotDone) prepare(post, Prepared.NOTHING);

        assertThat(notDone.code()).isEqualTo(code);
        assertThat(notDone.retryAt().isPresent()).isEqualTo(code.equals(Codes.RATE_LIMITED));
        publish(post, untilReady(post, notDone.soFar()));
        assertThat(hashes(onlyPost())).containsExactly(picture.sha256());
        assertThat(onlyPost().at("/fields/altText1").stringValue()).isEqualTo("words");
    }

    @Test
    void givenUploadHalfDone_whenPreparedAgain_thenOnlyTheRestIsSent() {
        Attachment video = media.add("video/mp4", 9_000_000, null);
        Submission post = submission("long way", List.of(video));
        x.fault("{\"endpoint\":\"media.append\",\"kind\":\"RESET_BEFORE_COMMIT\",\"skip\":2}");

        NotDone notDone = (NotDone) prepare(post, Prepared.NOTHING);
        Ready ready = (Ready) prepare(post, notDone.soFar());

        assertThat(x.calls("media.append", SimulatedX.HANDLE)).isEqualTo(4);
        assertThat(x.calls("media.initialize", SimulatedX.HANDLE)).isEqualTo(1);
        publish(post, ready.prepared());
        assertThat(hashes(onlyPost())).containsExactly(video.sha256());
    }

    @Test
    void givenLittleTime_whenPrepared_thenTheRestIsLeftForLater() {
        Submission post = submission("patience", List.of(media.add("image/png", 10, null)));

        Waiting waiting = (Waiting)
                x.connector.prepare(post, Prepared.NOTHING, Instant.now().plusMillis(1_500));

        assertThat(waiting.checkAt()).isBeforeOrEqualTo(Instant.now());
        assertThat(prepare(post, waiting.soFar())).isInstanceOf(Ready.class);
        assertThat(x.calls("media.initialize", SimulatedX.HANDLE)).isEqualTo(1);
    }

    @Test
    void givenFileThatXCannotProcess_whenPrepared_thenRejectedInXsWords() {
        x.fault("media.finalize", "MEDIA_FAILS");
        Submission video = submission("broken", List.of(media.add("video/mp4", 10, null)));
        Preparation.Rejected rejected = (Preparation.Rejected) prepare(video, Prepared.NOTHING);

        assertThat(rejected.code()).isEqualTo(Codes.MEDIA_REFUSED);
        assertThat(rejected.reason()).contains("InvalidMedia", "Unsupported video format");
        x.fault("{\"endpoint\":\"media.finalize\",\"kind\":\"MEDIA_FAILS\",\"times\":2}");
        Submission picture = submission("broken", List.of(media.add("image/png", 11, null)));
        assertThat(((Preparation.Rejected) prepare(picture, Prepared.NOTHING)).code())
                .isEqualTo(Codes.MEDIA_REFUSED);
        assertThat(x.posts()).isEmpty();
    }

    @Test
    void givenUploadThatXForgets_whenPrepared_thenBegunAnewAndWhenPublishedAnyway_thenRejected() {
        Submission post = submission("late", List.of(media.add("image/png", 10, null)));
        Prepared old = ((Ready) prepare(post, Prepared.NOTHING)).prepared();
        Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));

        Ready fresh = (Ready) x.connector(TIMEOUTS, tomorrow)
                .prepare(post, old, tomorrow.instant().plusSeconds(9));

        assertThat(x.calls("media.initialize", SimulatedX.HANDLE)).isEqualTo(2);
        assertThat(fresh.prepared().parts()).isNotEqualTo(old.parts());
        x.set("{\"timeShiftSeconds\":90000}");
        Connected again = new Connected(x.refresh(account.grant().refreshToken().orElseThrow()), account.account());
        PublishOutcome.Rejected rejected =
                (PublishOutcome.Rejected) publish(again.submission(post.content(), media), old);
        assertThat(rejected.code()).isEqualTo(Codes.MEDIA_REFUSED);
        assertThat(rejected.reason()).contains("Your media IDs are invalid");
    }

    @Test
    void givenOtherPictureThanPrepared_whenSent_thenOnlyWhatIsPrepared() {
        Submission first = submission("edited", List.of(media.add("image/png", 10, null)));
        Prepared prepared = ((Ready) prepare(first, Prepared.NOTHING)).prepared();
        Attachment other = media.add("image/png", 11, null);
        Submission edited = submission("edited", List.of(other));

        PublishOutcome.NotSent notSent = (PublishOutcome.NotSent) publish(edited, prepared);

        assertThat(notSent.code()).isEqualTo(Codes.PREPARATION_EXPIRED);
        assertThat(x.calls("tweets.create", SimulatedX.HANDLE)).isZero();
        publish(edited, ((Ready) prepare(edited, prepared)).prepared());
        assertThat(hashes(onlyPost())).containsExactly(other.sha256());
    }

    @Test
    void givenBytesThatCannotBeRead_whenPrepared_thenNotDone() {
        Attachment picture = media.add("image/png", 10, null);
        media.lose(picture);

        NotDone notDone = (NotDone) prepare(submission("gone", List.of(picture)), Prepared.NOTHING);

        assertThat(notDone.code()).isEqualTo(Codes.MEDIA_UNREADABLE);
        assertThat(notDone.soFar().parts()).isNotEmpty();
    }

    @Test
    void givenConsentWithoutMedia_whenPrepared_thenRejected() {
        Pkce pkce = Pkce.generate(new SecureRandom());
        List<String> scopes = List.of("tweet.read", "tweet.write", "users.read");
        String code = x.consent(SimulatedX.HANDLE, pkce.challenge(), scopes);
        Grant grant = x.connector.exchangeCode(code, pkce.verifier(), SimulatedX.REDIRECT);
        account = new Connected(grant, account.account());

        Preparation preparation =
                prepare(submission("no", List.of(media.add("image/png", 10, null))), Prepared.NOTHING);

        assertThat(((Preparation.Rejected) preparation).code()).isEqualTo(Codes.FORBIDDEN);
    }

    @ParameterizedTest
    @CsvSource({"'with words & a link https://example.com/a', 1", "'', 1", "several, 3"})
    void givenAnswerLostAfterCommit_whenLookedUp_thenFoundByItsMedia(String text, int pictures) {
        Attachment[] all = new Attachment[pictures];
        for (int i = 0; i < pictures; i++) {
            all[i] = media.add("image/png", 100 + i, null);
        }
        Submission post = submission(text, List.of(all));
        Prepared prepared = ((Ready) prepare(post, Prepared.NOTHING)).prepared();
        x.publish(account, "another", Instant.now().plusSeconds(9));
        x.fault("tweets.create", "RESET_AFTER_COMMIT");
        assertThat(publish(post, prepared)).isInstanceOf(PublishOutcome.Unknown.class);

        LookUp found = lookUp(post, prepared);

        assertThat(((LookUp.Found) found).externalId())
                .isEqualTo(x.posts().get(1).path("id").stringValue());
    }

    @Test
    void givenSameWordsWithOtherOrNoMedia_whenLookedUp_thenNotTakenForIt() {
        Submission post = submission("same words", List.of(media.add("image/png", 10, null)));
        Prepared prepared = ((Ready) prepare(post, Prepared.NOTHING)).prepared();
        x.publish(account, "same words", Instant.now().plusSeconds(9));
        assertThat(lookUp(post, prepared)).isInstanceOf(LookUp.Absent.class);

        Submission byHand = submission("same words", List.of(media.add("image/png", 11, null)));
        publish(byHand, ((Ready) prepare(byHand, Prepared.NOTHING)).prepared());

        assertThat(((LookUp.Undecided) lookUp(post, prepared)).code()).isEqualTo(Codes.INCONCLUSIVE);
        assertThat(lookUp(submission("other words", post.content().media()), prepared))
                .isInstanceOf(LookUp.Absent.class);
        assertThat(x.find(account, "same words", began)).isInstanceOf(LookUp.Found.class);
    }

    @Test
    void givenMedia_whenItsCostIsAsked_thenItIsWithinTheBudgets() {
        Content large = new Content(
                "", List.of(new Attachment("m", "video/mp4", 8L << 30, "00", 1280, 720, 60_000L, null)), Map.of());

        Map<String, Integer> cost = x.connector.cost(Operation.PREPARE, large);

        assertThat(x.connector.cost(Operation.PREPARE, new Content("text"))).isEmpty();
        assertThat(cost).isNotEmpty();
        cost.forEach((name, units) -> assertThat(x.connector.budgets())
                .anyMatch(budget -> budget.name().equals(name) && units <= budget.limit()));
    }

    private Submission submission(String text, List<Attachment> attachments) {
        return account.submission(new Content(text, attachments, Map.of()), media);
    }

    private Preparation prepare(Submission post, Prepared soFar) {
        return x.connector.prepare(post, soFar, Instant.now().plusSeconds(20));
    }

    /** As the product does it: again, with what there is, when it is time. */
    private Prepared untilReady(Submission post, Prepared first) {
        Prepared[] soFar = {first};
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(9))
                .until(
                        () -> {
                            Preparation preparation = prepare(post, soFar[0]);
                            if (preparation instanceof Waiting waiting) {
                                soFar[0] = waiting.soFar();
                            }
                            return preparation instanceof Ready ready ? ready.prepared() : null;
                        },
                        prepared -> prepared != null);
    }

    private PublishOutcome publish(Submission post, Prepared prepared) {
        return x.connector.publish(post, prepared, Instant.now().plusSeconds(9));
    }

    private LookUp lookUp(Submission post, Prepared prepared) {
        return x.connector.lookUp(post, prepared, new Attempt(began, began));
    }

    private JsonNode onlyPost() {
        assertThat(x.posts()).hasSize(1);
        return x.posts().get(0);
    }

    private static List<String> hashes(JsonNode post) {
        return post.path("media")
                .valueStream()
                .map(file -> file.path("sha256").stringValue())
                .toList();
    }
}
