package io.postledger.platform.instagram;

import static io.postledger.platform.graph.SimulatedGraph.content;
import static io.postledger.platform.graph.SimulatedGraph.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Codes;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.Preparation;
import io.postledger.platform.Preparation.NotDone;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Preparation.Rejected;
import io.postledger.platform.Preparation.Waiting;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.NeedsRefresh;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.RateLimit;
import io.postledger.platform.graph.SimulatedGraph;
import io.postledger.platform.graph.SimulatedGraph.Connected;
import io.postledger.platform.rules.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class InstagramPublishTest {

    private SimulatedGraph instagram;
    private Connected account;
    private Content picture;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        instagram = new SimulatedGraph("instagram", new InstagramNetwork(), data);
        instagram.set("{\"videoMillis\":0}");
        account = instagram.connect(SimulatedGraph.HANDLE);
        picture = content("Low tide at six 🌊 #harbour", instagram.image(2_000));
    }

    @AfterEach
    void stop() throws IOException {
        instagram.close();
    }

    @Test
    void givenPicture_whenPreparedAndPublished_thenItIsLiveOnceUnderTheIdGiven() {
        Prepared prepared = instagram.prepared(account.submission(picture));
        assertThat(instagram.truth()).isEmpty();

        Published published = (Published) publish(picture, prepared);

        JsonNode post = instagram.truth().get(0);
        assertThat(post.path("id").stringValue()).isEqualTo(published.externalId());
        assertThat(post.path("text").stringValue()).isEqualTo(picture.text());
        assertThat(post.path("media").path(0).path("bytes").asInt()).isEqualTo(2_000);
        assertThat(instagram.http("GET", published.uri(), null).body()).contains("Low tide at six");
        assertThat(published.exchange().operation()).isEqualTo("instagram.media.publish");
        assertThat(instagram.calls("media.publish")).isEqualTo(1);
    }

    @Test
    void givenVideo_whenInstagramIsAtWork_thenWaitingUntilItCanBePublished() {
        instagram.set("{\"videoMillis\":60000}");
        Content reel = content("A reel", instagram.video(5_000));

        Waiting waiting = (Waiting) instagram.prepare(account.submission(reel), Prepared.NOTHING);
        assertThat(waiting.checkAt()).isAfter(Instant.now());
        assertThat(instagram.prepare(account.submission(reel), waiting.soFar())).isInstanceOf(Waiting.class);
        instagram.shiftSeconds(61);
        Prepared prepared = ((Ready) instagram.prepare(account.submission(reel), waiting.soFar())).prepared();

        assertThat(publish(reel, prepared)).isInstanceOf(Published.class);
        assertThat(instagram.calls("media.create")).as("containers made").isEqualTo(1);
    }

    @Test
    void givenCarousel_whenPublished_thenAllItemsAreInItInOrder() {
        Content carousel = content("Three", instagram.image(3_000), instagram.video(1_000), instagram.image(2_000));

        assertThat(publish(carousel, instagram.prepared(account.submission(carousel))))
                .isInstanceOf(Published.class);

        JsonNode post = instagram.truth().get(0);
        assertThat(post.path("media").values().stream()
                        .map(file -> file.path("bytes").asInt()))
                .containsExactly(3_000, 1_000, 2_000);
        assertThat(post.path("fields").path("media_type").stringValue()).isEqualTo("CAROUSEL_ALBUM");
    }

    @Test
    void givenOneItemOfACarouselFails_whenPreparedAgain_thenTheOthersAreKept() {
        Content carousel = content("Two", instagram.image(1_000), instagram.image(2_000));
        instagram.fault("{\"endpoint\":\"media.create\",\"kind\":\"RESET_BEFORE_COMMIT\",\"skip\":1}");

        NotDone first = (NotDone) instagram.prepare(account.submission(carousel), Prepared.NOTHING);
        Preparation second = instagram.prepare(account.submission(carousel), first.soFar());

        assertThat(second).isInstanceOf(Ready.class);
        assertThat(instagram.calls("media.create")).isEqualTo(4);
    }

    @Test
    void givenPrepared_whenPreparedAgain_thenOneCallAndNothingNew() {
        Prepared prepared = instagram.prepared(account.submission(picture));
        int calls = instagram.calls("node.read");

        Ready again = (Ready) instagram.prepare(account.submission(picture), prepared);

        assertThat(again.prepared()).isEqualTo(prepared);
        assertThat(instagram.calls("media.create")).isEqualTo(1);
        assertThat(instagram.calls("node.read")).isEqualTo(calls + 1);
    }

    @Test
    void givenMediaThatFail_whenPrepared_thenRejectedInInstagramsWords() {
        instagram.fault("media.create", "MEDIA_FAILS");

        Rejected rejected = (Rejected) instagram.prepare(account.submission(picture), Prepared.NOTHING);

        assertThat(rejected.code()).isEqualTo(Codes.MEDIA_REFUSED);
        assertThat(rejected.reason()).contains("2207026");
    }

    @Test
    void givenMediaThatCannotBeFetched_whenPrepared_thenNotDoneAndSoonAgain() {
        Attachment gone = instagram.image(7_000);
        instagram.forget(gone);

        NotDone notDone = (NotDone) instagram.prepare(account.submission(content("", gone)), Prepared.NOTHING);

        assertThat(notDone.code()).isEqualTo(Codes.MEDIA_UNREADABLE);
        assertThat(notDone.exchange().errorCodeOrNull()).isEqualTo("9004/2207052");
        assertThat(notDone.retryAt().orElseThrow()).isBefore(Instant.now().plusSeconds(60));
    }

    @Test
    void givenVideoThatCannotBeFetched_whenPrepared_thenANewContainerIsMadeNextTime() {
        Attachment video = instagram.video(6_000);
        Content reel = content("A reel", video);
        instagram.forget(video);
        NotDone failed = (NotDone) instagram.prepare(account.submission(reel), Prepared.NOTHING);
        assertThat(failed.code()).isEqualTo(Codes.MEDIA_UNREADABLE);
        assertThat(failed.soFar()).isEqualTo(Prepared.NOTHING);

        instagram.video(6_000);

        assertThat(instagram.prepare(account.submission(reel), failed.soFar())).isInstanceOf(Ready.class);
    }

    @Test
    void givenContainerOfYesterday_whenPrepared_thenANewOne() {
        Prepared old = instagram.prepared(account.submission(picture));
        instagram.shiftSeconds(86_401);

        Prepared fresh = ((Ready) instagram.prepare(
                        account.submission(picture),
                        ((Waiting) instagram.prepare(account.submission(picture), old)).soFar()))
                .prepared();

        assertThat(fresh).isNotEqualTo(old);
        assertThat(publish(picture, fresh)).isInstanceOf(Published.class);
    }

    @Test
    void givenContainerThatEnded_whenPublished_thenNotSentAndToBePreparedAnew() {
        Prepared old = instagram.prepared(account.submission(picture));
        instagram.shiftSeconds(86_401);

        NotSent notSent = (NotSent) publish(picture, old);

        assertThat(notSent.code()).isEqualTo(Codes.PREPARATION_EXPIRED);
        assertThat(notSent.exchange().errorCodeOrNull()).isEqualTo("-2/2207020");
        assertThat(instagram.truth()).isEmpty();
    }

    @Test
    void givenContainerNotReady_whenPublished_thenNotSentYet() {
        instagram.set("{\"imageMillis\":60000}");
        Prepared early = ((Waiting) instagram.prepare(account.submission(picture), Prepared.NOTHING)).soFar();

        NotSent notSent = (NotSent) publish(picture, early);

        assertThat(notSent.code()).isEqualTo(Codes.PROCESSING);
        assertThat(notSent.retryAt()).isPresent();
        assertThat(instagram.truth()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_BEFORE_COMMIT,   0, SERVER_ERROR",
        "ERROR_AFTER_COMMIT,    1, SERVER_ERROR",
        "RESET_BEFORE_COMMIT,   0, CONNECTION_LOST",
        "RESET_AFTER_COMMIT,    1, CONNECTION_LOST",
        "TIMEOUT_BEFORE_COMMIT, 0, TIMEOUT",
        "TIMEOUT_AFTER_COMMIT,  1, TIMEOUT",
        "SLOW_BODY,             1, TIMEOUT",
        "GARBLED_ANSWER,        1, UNREADABLE_ANSWER"
    })
    void givenNoDecidingAnswer_whenPublished_thenUnknownWhateverHappened(String fault, int live, String code) {
        Prepared prepared = instagram.prepared(account.submission(picture));
        instagram.fault(
                fault.equals("SLOW_BODY")
                        ? "{\"endpoint\":\"media.publish\",\"kind\":\"SLOW_BODY\",\"delayMs\":6000}"
                        : "{\"endpoint\":\"media.publish\",\"kind\":\"%s\"}".formatted(fault));
        PlatformConnector connector = code.equals("TIMEOUT") ? instagram.impatient() : instagram.connector;

        Unknown unknown = (Unknown) connector.publish(account.submission(picture), prepared, soon());

        assertThat(unknown.code()).isEqualTo(code);
        assertThat(instagram.truth()).hasSize(live);
        assertThat(instagram.calls("media.publish"))
                .as("requests sent for one attempt")
                .isEqualTo(1);
    }

    @Test
    void givenBlockedThoughLive_whenPublished_thenUnknownAndNotRejected() {
        instagram.set("{\"blockedThoughLiveEvery\":1}");
        Prepared prepared = instagram.prepared(account.submission(picture));

        Unknown unknown = (Unknown) publish(picture, prepared);

        assertThat(unknown.exchange().errorCodeOrNull()).isEqualTo("4/2207051");
        assertThat(unknown.reason()).contains("We restrict certain activity");
        assertThat(instagram.truth()).hasSize(1);
    }

    @Test
    void givenPublishedTwice_whenTheSameContainer_thenStillOnePost() {
        Prepared prepared = instagram.prepared(account.submission(picture));
        publish(picture, prepared);

        assertThat(publish(picture, prepared)).isInstanceOf(Unknown.class);

        assertThat(instagram.truth()).hasSize(1);
    }

    @Test
    void givenPostsOfTheDayUsedUp_whenPublished_thenNotSentAndPreparingSaysSoFirst() {
        instagram.set("{\"postsPerDay\":1}");
        Prepared first = instagram.prepared(account.submission(picture));
        Prepared second = instagram.prepared(account.submission(picture));
        publish(picture, first);

        NotSent notSent = (NotSent) publish(picture, second);
        assertThat(notSent.code()).isEqualTo(Codes.RATE_LIMITED);
        assertThat(notSent.exchange().errorCodeOrNull()).isEqualTo("9/2207042");
        assertThat(notSent.retryAt().orElseThrow())
                .isCloseTo(Instant.now().plus(1, ChronoUnit.HOURS), within(5, ChronoUnit.SECONDS));

        NotDone notDone = (NotDone) instagram.prepare(account.submission(picture), Prepared.NOTHING);
        assertThat(notDone.code()).isEqualTo(Codes.RATE_LIMITED);
        assertThat(notDone.exchange().rateLimits())
                .filteredOn(limit -> limit.name().equals(InstagramLimits.POSTS))
                .singleElement()
                .extracting(RateLimit::remaining)
                .isEqualTo(0L);
        assertThat(instagram.truth()).hasSize(1);
    }

    @Test
    void givenThrottled_whenPublished_thenNotSentUntilMetaSays() {
        Prepared prepared = instagram.prepared(account.submission(picture));
        instagram.fault("{\"endpoint\":\"media.publish\",\"kind\":\"RATE_LIMITED\",\"delayMs\":600000}");

        NotSent notSent = (NotSent) publish(picture, prepared);

        assertThat(notSent.retryAt().orElseThrow())
                .isCloseTo(Instant.now().plus(10, ChronoUnit.MINUTES), within(5, ChronoUnit.SECONDS));
    }

    @Test
    void givenExpiredToken_whenPublished_thenNeedsRefreshAndThenGoes() {
        Prepared prepared = instagram.prepared(account.submission(picture));
        instagram.set("{\"endedTokensExchangeable\":true}");
        instagram.fault("{\"kind\":\"EXPIRE_TOKENS\",\"account\":\"harbour_radio\"}");
        assertThat(publish(picture, prepared)).isInstanceOf(NeedsRefresh.class);

        account = account.with(instagram.connector.refresh(
                account.grant().refreshToken().orElseThrow(),
                account.connectable().account().ref()));

        assertThat(publish(picture, prepared)).isInstanceOf(Published.class);
    }

    @Test
    void givenAddressIsNotTold_whenPublished_thenPublishedAllTheSame() {
        Prepared prepared = instagram.prepared(account.submission(picture));
        instagram.fault("node.read", "ERROR_BEFORE_COMMIT");

        Published published = (Published) publish(picture, prepared);

        assertThat(published.uri().getPath()).endsWith("/harbour_radio/");
        assertThat(instagram.http("GET", published.uri(), null).statusCode()).isEqualTo(200);
    }

    @Test
    void givenNothingPrepared_whenPublished_thenNotSent() {
        assertThat(((NotSent) publish(picture, Prepared.NOTHING)).code()).isEqualTo(Codes.PREPARATION_EXPIRED);
        assertThat(instagram.calls("media.publish")).isZero();
    }

    private PublishOutcome publish(Content content, Prepared prepared) {
        return instagram.connector.publish(account.submission(content), prepared, soon());
    }
}
