package io.postledger.platform.facebook;

import static io.postledger.platform.graph.SimulatedGraph.content;
import static io.postledger.platform.graph.SimulatedGraph.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.graph.SimulatedGraph;
import io.postledger.platform.graph.SimulatedGraph.Connected;
import io.postledger.platform.rules.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacebookLookUpTest {

    private SimulatedGraph facebook;
    private Connected page;
    private final Instant began = Instant.now();

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        facebook = new SimulatedGraph("facebook", new FacebookNetwork(), data);
        facebook.set("{\"accountCallsPerHour\":1000}");
        page = facebook.connect(SimulatedGraph.HANDLE);
    }

    @AfterEach
    void stop() throws IOException {
        facebook.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "  ends trimmed \n", "lines\n\nand\ttabs  and   blanks", "caf\u0065\u0301 & <b> 🌊"})
    void givenAnswerLostAfterCommit_whenLookedUp_thenFound(String text) {
        facebook.fault("feed.create", "ERROR_AFTER_COMMIT");
        assertThat(publish(content(text))).isInstanceOf(Unknown.class);

        Found found = (Found) find(content(text));

        assertThat(found.externalId())
                .isEqualTo(facebook.truth().get(0).path("id").stringValue());
        assertThat(facebook.http("GET", found.uri(), null).statusCode()).isEqualTo(200);
    }

    @Test
    void givenAnswerLostBeforeCommit_whenLookedUp_thenAbsent() {
        publish(content("something else"));
        facebook.fault("feed.create", "RESET_BEFORE_COMMIT");
        publish(content("never arrived"));

        assertThat(find(content("never arrived"))).isInstanceOf(Absent.class);
    }

    @Test
    void givenSameTextOfLongAgo_whenLookedUp_thenItIsNotTakenForThisOne() {
        publish(content("every year"));

        LookUp lookUp =
                find(content("every year"), Prepared.NOTHING, Instant.now().plusSeconds(30));

        assertThat(lookUp).isInstanceOf(Absent.class);
    }

    @Test
    void givenPhotosWithoutText_whenAnswerLost_thenFoundByTheirIdsAmongOthersLikeThem() {
        Content content = content("", facebook.image(1_000), facebook.image(2_000));
        Prepared others = facebook.prepared(page.submission(content));
        Prepared ours = facebook.prepared(page.submission(content));
        String other = ((Published) publish(content, others)).externalId();
        facebook.fault("feed.create", "RESET_AFTER_COMMIT");
        assertThat(publish(content, ours)).isInstanceOf(Unknown.class);

        Found found = (Found) find(content, ours, began);

        assertThat(found.externalId()).isNotEqualTo(other);
        assertThat(facebook.truth()).hasSize(2);
    }

    @Test
    void givenOnlyAnotherPostLikeIt_whenLookedUp_thenUndecidedRatherThanAbsent() {
        Content content = content("Photos", facebook.image(1_000));
        publish(content, facebook.prepared(page.submission(content)));
        Prepared ours = facebook.prepared(page.submission(content));

        Undecided undecided = (Undecided) find(content, ours, began);

        assertThat(undecided.code()).isEqualTo(Codes.INCONCLUSIVE);
    }

    @Test
    void givenSameWordsWithAnotherLink_whenLookedUp_thenNotTheSame() {
        publish(linked("https://example.com/one"));

        assertThat(find(linked("https://elsewhere.example/two"))).isInstanceOf(Absent.class);
        assertThat(find(linked("https://example.com/two"))).isInstanceOf(Undecided.class);
        assertThat(find(linked("https://example.com/one"))).isInstanceOf(Found.class);
    }

    @Test
    void givenMorePostsThanAListHolds_whenLookedUp_thenAllAreLookedThrough() {
        publish(content("the first"));
        for (int i = 0; i < 110; i++) {
            publish(content("later " + i));
        }

        assertThat(find(content("the first"))).isInstanceOf(Found.class);
        assertThat(find(content("never"))).isInstanceOf(Absent.class);
        assertThat(facebook.calls("posts.list")).isEqualTo(4);
    }

    @Test
    void givenDelayedVisibility_whenLookedUp_thenFoundWithinTheDelayThatIsNamed() {
        facebook.fault("{\"endpoint\":\"feed.create\",\"kind\":\"DELAYED_VISIBILITY\",\"delayMs\":20000}");
        publish(content("late"));
        assertThat(find(content("late"))).isInstanceOf(Absent.class);

        facebook.shiftSeconds(facebook.connector.visibilityDelay().toSeconds());

        assertThat(find(content("late"))).isInstanceOf(Found.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR_BEFORE_COMMIT",
                "RESET_BEFORE_COMMIT",
                "TIMEOUT_BEFORE_COMMIT",
                "GARBLED_ANSWER",
                "RATE_LIMITED"
            })
    void givenListCannotBeRead_whenLookedUp_thenUndecided(String fault) {
        facebook.fault("posts.list", fault);

        LookUp lookUp = facebook.impatient()
                .lookUp(page.submission(content("anything")), Prepared.NOTHING, new Attempt(began, began));

        assertThat(lookUp).isInstanceOf(Undecided.class);
    }

    @Test
    void givenExpiredToken_whenLookedUp_thenUndecidedUntilRefreshed() {
        facebook.fault("{\"kind\":\"EXPIRE_TOKENS\",\"account\":\"harbour_radio\"}");

        assertThat(((Undecided) find(content("anything"))).code()).isEqualTo(Codes.NEEDS_REFRESH);
    }

    private static Content linked(String link) {
        return new Content("Read this", List.of(), Map.of("link", link));
    }

    private PublishOutcome publish(Content content) {
        return publish(content, Prepared.NOTHING);
    }

    private PublishOutcome publish(Content content, Prepared prepared) {
        return facebook.connector.publish(page.submission(content), prepared, soon());
    }

    private LookUp find(Content content) {
        return find(content, Prepared.NOTHING, began);
    }

    private LookUp find(Content content, Prepared prepared, Instant since) {
        return facebook.connector.lookUp(page.submission(content), prepared, new Attempt(since, since));
    }
}
