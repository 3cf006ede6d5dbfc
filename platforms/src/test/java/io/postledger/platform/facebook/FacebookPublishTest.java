package io.postledger.platform.facebook;

import static io.postledger.platform.graph.SimulatedGraph.content;
import static io.postledger.platform.graph.SimulatedGraph.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Codes;
import io.postledger.platform.Exchange;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.Preparation;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.NeedsRefresh;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Rejected;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.graph.GraphUsage;
import io.postledger.platform.graph.SimulatedGraph;
import io.postledger.platform.graph.SimulatedGraph.Connected;
import io.postledger.platform.rules.Content;
import java.io.IOException;
import java.nio.file.Path;
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
import tools.jackson.databind.JsonNode;

class FacebookPublishTest {

    private static final String TEXT = "Low tide at six & a <walk>\n\nSee you there 🌊";

    private SimulatedGraph facebook;
    private Connected page;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        facebook = new SimulatedGraph("facebook", new FacebookNetwork(), data);
        page = facebook.connect(SimulatedGraph.HANDLE);
    }

    @AfterEach
    void stop() throws IOException {
        facebook.close();
    }

    @Test
    void givenText_whenPublished_thenItIsLiveOnceUnderTheIdGiven() {
        Published published = (Published) publish(content(TEXT));

        assertThat(facebook.texts()).containsExactly(TEXT);
        assertThat(facebook.truth().get(0).path("id").stringValue()).isEqualTo(published.externalId());
        assertThat(facebook.http("GET", published.uri(), null).body()).contains("See you there");
        Exchange exchange = published.exchange();
        assertThat(exchange.operation()).isEqualTo("facebook.feed.create");
        assertThat(exchange.requestIdOrNull()).isNotBlank();
        assertThat(exchange.rateLimits().get(0).name()).isEqualTo(GraphUsage.ACCOUNT);
        assertThat(exchange.toString())
                .doesNotContain(page.grant().accessToken().reveal(), "Low tide");
    }

    @Test
    void givenLink_whenPublished_thenItIsShared() {
        Content content = new Content("Read this", List.of(), Map.of("link", "https://example.com/a?b=1&c=2"));

        assertThat(publish(content)).isInstanceOf(Published.class);

        assertThat(facebook.truth().get(0).path("fields").path("link").stringValue())
                .isEqualTo("https://example.com/a?b=1&c=2");
    }

    @Test
    void givenPhotos_whenPrepared_thenNobodySeesThemUntilPublishedInOrder() {
        Content content = content("Three of them", facebook.image(3_000), facebook.image(1_000), facebook.image(2_000));
        Prepared prepared = facebook.prepared(page.submission(content));
        assertThat(facebook.truth()).isEmpty();

        assertThat(publish(content, prepared)).isInstanceOf(Published.class);

        JsonNode media = facebook.truth().get(0).path("media");
        assertThat(media.values().stream().map(file -> file.path("bytes").asInt()))
                .containsExactly(3_000, 1_000, 2_000);
        assertThat(facebook.calls("photos.create")).isEqualTo(3);
    }

    @Test
    void givenPreparedPhotos_whenPreparedAgain_thenNothingIsUploadedTwice() {
        Content content = content("One", facebook.image(1_000));
        Prepared prepared = facebook.prepared(page.submission(content));

        Preparation again = facebook.prepare(page.submission(content), prepared);

        assertThat(((Preparation.Ready) again).prepared()).isEqualTo(prepared);
        assertThat(facebook.calls("photos.create")).isEqualTo(1);
    }

    @Test
    void givenOnePhotoFails_whenPreparedAgain_thenOnlyItIsUploaded() {
        Content content = content("Two", facebook.image(1_000), facebook.image(2_000));
        facebook.fault("{\"endpoint\":\"photos.create\",\"kind\":\"ERROR_BEFORE_COMMIT\",\"skip\":1}");

        Preparation.NotDone first = (Preparation.NotDone) facebook.prepare(page.submission(content), Prepared.NOTHING);
        assertThat(first.code()).isEqualTo(Codes.SERVER_ERROR);

        assertThat(facebook.prepare(page.submission(content), first.soFar())).isInstanceOf(Preparation.Ready.class);
        assertThat(facebook.calls("photos.create")).isEqualTo(3);
    }

    @Test
    void givenLittleTimeLeft_whenPrepared_thenSentInARunOfItsOwn() {
        Content content = content("One", facebook.image(1_000));

        Preparation.Waiting first = (Preparation.Waiting) facebook.connector.prepare(
                page.submission(content), Prepared.NOTHING, Instant.now().plusSeconds(5));

        assertThat(facebook.prepare(page.submission(content), first.soFar())).isInstanceOf(Preparation.Ready.class);
        assertThat(facebook.calls("photos.create")).isEqualTo(1);
    }

    @Test
    void givenPhotoThatIsGoneHere_whenPrepared_thenNotDone() {
        Attachment photo = facebook.image(1_000);
        facebook.forget(photo);

        Preparation.NotDone notDone =
                (Preparation.NotDone) facebook.prepare(page.submission(content("", photo)), Prepared.NOTHING);

        assertThat(notDone.code()).isEqualTo(Codes.MEDIA_UNREADABLE);
        assertThat(facebook.calls("photos.create")).isZero();
    }

    @Test
    void givenPhotoThatFacebookDoesNotTake_whenPrepared_thenRejectedInItsWords() {
        Content content = content("Too much", facebook.image(4 * 1024 * 1024 + 1));

        Preparation.Rejected rejected =
                (Preparation.Rejected) facebook.prepare(page.submission(content), Prepared.NOTHING);

        assertThat(rejected.reason()).contains("less than 4 MB");
    }

    @Test
    void givenSameTextAgain_whenPublished_thenRejectedAsDuplicate() {
        publish(content(TEXT));

        Rejected rejected = (Rejected) publish(content(TEXT));

        assertThat(rejected.code()).isEqualTo(Codes.DUPLICATE_CONTENT);
        assertThat(rejected.reason()).contains("identical to the last one");
        assertThat(rejected.exchange().errorCodeOrNull()).isEqualTo("506/1455006");
        assertThat(facebook.texts()).containsExactly(TEXT);
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
    void givenNoDecidingAnswer_whenPublished_thenUnknownWhateverHappened(String fault, int live, String code) {
        facebook.fault("feed.create", fault);
        PlatformConnector connector = fault.startsWith("TIMEOUT") ? facebook.impatient() : facebook.connector;

        Unknown unknown = (Unknown) connector.publish(page.submission(content(TEXT)), Prepared.NOTHING, soon());

        assertThat(unknown.code()).isEqualTo(code);
        assertThat(facebook.truth()).hasSize(live);
        assertThat(facebook.calls("feed.create"))
                .as("requests sent for one attempt")
                .isEqualTo(1);
    }

    @Test
    void givenBodyThatTricklesPastTheDeadline_whenPublished_thenUnknownInTime() {
        facebook.fault("{\"endpoint\":\"feed.create\",\"kind\":\"SLOW_BODY\",\"delayMs\":6000}");

        Unknown unknown =
                (Unknown) facebook.impatient().publish(page.submission(content(TEXT)), Prepared.NOTHING, soon());

        assertThat(unknown.code()).isEqualTo(Codes.TIMEOUT);
        assertThat(facebook.truth()).hasSize(1);
    }

    @Test
    void givenTransientErrorAnswered400_whenPublished_thenUnknown() {
        facebook.fault("{\"endpoint\":\"feed.create\",\"kind\":\"ERROR_AFTER_COMMIT\",\"status\":400}");

        Unknown unknown = (Unknown) publish(content(TEXT));

        assertThat(unknown.exchange().errorCodeOrNull()).isEqualTo("2");
        assertThat(facebook.truth()).hasSize(1);
    }

    @Test
    void givenNobodyListens_whenPublished_thenKnownNotSent() throws IOException {
        facebook.stopNetworks();

        assertThat(((NotSent) publish(content(TEXT))).code()).isEqualTo(Codes.CONNECT_FAILED);
    }

    @Test
    void givenHourIsUsedUp_whenPublished_thenNotSentUntilAccessIsRegained() {
        facebook.set("{\"accountCallsPerHour\":2}");
        publish(content("one"));
        publish(content("two"));

        NotSent notSent = (NotSent) publish(content("three"));

        assertThat(notSent.code()).isEqualTo(Codes.RATE_LIMITED);
        assertThat(notSent.retryAt().orElseThrow())
                .isCloseTo(Instant.now().plus(60, ChronoUnit.MINUTES), within(61, ChronoUnit.SECONDS));
        facebook.shiftSeconds(3_601);
        assertThat(publish(content("three"))).isInstanceOf(Published.class);
    }

    @Test
    void givenThrottled_whenPublished_thenNotSentUntilMetaSays() {
        facebook.fault("{\"endpoint\":\"feed.create\",\"kind\":\"RATE_LIMITED\",\"delayMs\":600000}");

        NotSent notSent = (NotSent) publish(content(TEXT));

        assertThat(notSent.retryAt().orElseThrow())
                .isCloseTo(Instant.now().plus(10, ChronoUnit.MINUTES), within(5, ChronoUnit.SECONDS));
        assertThat(notSent.exchange().rateLimits().get(0).remaining()).isZero();
    }

    @Test
    void givenExpiredPageToken_whenPublished_thenNeedsRefreshAndThenGoes() {
        facebook.fault("{\"kind\":\"EXPIRE_TOKENS\",\"account\":\"harbour_radio\"}");
        assertThat(publish(content(TEXT))).isInstanceOf(NeedsRefresh.class);

        page = page.with(facebook.connector.refresh(
                page.grant().refreshToken().orElseThrow(),
                page.connectable().account().ref()));

        assertThat(publish(content(TEXT))).isInstanceOf(Published.class);
        assertThat(facebook.texts()).containsExactly(TEXT);
    }

    @Test
    void givenPermissionUnticked_whenPublished_thenRejected() {
        page = facebook.connected(facebook.connector
                .accounts(facebook.login(SimulatedGraph.HANDLE, List.of("pages_show_list", "pages_read_engagement")))
                .get(0));

        Rejected rejected = (Rejected) publish(content(TEXT));

        assertThat(rejected.code()).isEqualTo(Codes.FORBIDDEN);
        assertThat(facebook.truth()).isEmpty();
    }

    @Test
    void givenPhotosOfLongAgo_whenPrepared_thenUploadedAnew() {
        Content content = content("Old", facebook.image(1_000));
        Prepared old = facebook.prepared(page.submission(content))
                .with("photos.since", Instant.now().minus(21, ChronoUnit.HOURS).toString());

        Prepared fresh = ((Preparation.Ready) facebook.prepare(page.submission(content), old)).prepared();

        assertThat(fresh.part("photo.0")).isNotEqualTo(old.part("photo.0"));
    }

    private PublishOutcome publish(Content content) {
        return publish(content, Prepared.NOTHING);
    }

    private PublishOutcome publish(Content content, Prepared prepared) {
        return facebook.connector.publish(page.submission(content), prepared, soon());
    }
}
