package io.postledger.platform.instagram;

import static io.postledger.platform.graph.SimulatedGraph.content;
import static io.postledger.platform.graph.SimulatedGraph.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Refused;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.Preparation.Waiting;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.graph.SimulatedGraph;
import io.postledger.platform.graph.SimulatedGraph.Connected;
import io.postledger.platform.rules.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstagramLookUpTest {

    private final Instant began = Instant.now();
    private SimulatedGraph instagram;
    private Connected account;
    private Content picture;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        instagram = new SimulatedGraph("instagram", new InstagramNetwork(), data);
        instagram.set("{\"videoMillis\":0,\"accountCallsPerHour\":1000,\"postsPerDay\":200}");
        account = instagram.connect(SimulatedGraph.HANDLE);
        picture = content("  Low tide\n\nat six  ", instagram.image(2_000));
    }

    @AfterEach
    void stop() throws IOException {
        instagram.close();
    }

    @ParameterizedTest
    @CsvSource({"ERROR_AFTER_COMMIT, 1", "RESET_AFTER_COMMIT, 1", "ERROR_BEFORE_COMMIT, 0", "RESET_BEFORE_COMMIT, 0"})
    void givenAnswerLost_whenLookedUp_thenTheContainerTells(String fault, int live) {
        Prepared prepared = instagram.prepared(account.submission(picture));
        instagram.fault("media.publish", fault);
        assertThat(publish(picture, prepared)).isInstanceOf(Unknown.class);

        LookUp lookUp = find(picture, prepared);

        assertThat(instagram.truth()).hasSize(live);
        if (live == 1) {
            Found found = (Found) lookUp;
            assertThat(found.externalId())
                    .isEqualTo(instagram.truth().get(0).path("id").stringValue());
            assertThat(instagram.http("GET", found.uri(), null).statusCode()).isEqualTo(200);
        } else {
            assertThat(lookUp).isInstanceOf(Absent.class);
        }
    }

    @Test
    void givenBlockedThoughLive_whenLookedUp_thenFound() {
        instagram.set("{\"blockedThoughLiveEvery\":1}");
        Prepared prepared = instagram.prepared(account.submission(picture));
        publish(picture, prepared);

        assertThat(find(picture, prepared)).isInstanceOf(Found.class);
    }

    @Test
    void givenSameCaptionPublishedByAnotherContainer_whenLookedUp_thenStillAbsent() {
        Prepared others = instagram.prepared(account.submission(picture));
        Prepared ours = instagram.prepared(account.submission(picture));
        assertThat(publish(picture, others)).isInstanceOf(Published.class);

        assertThat(find(picture, ours)).isInstanceOf(Absent.class);
    }

    @Test
    void givenContainerEnded_whenLookedUp_thenAbsent() {
        Prepared prepared = instagram.prepared(account.submission(picture));
        instagram.shiftSeconds(86_401);

        assertThat(find(picture, prepared)).isInstanceOf(Absent.class);
    }

    @Test
    void givenContainerInProgress_whenLookedUp_thenProcessing() {
        instagram.set("{\"imageMillis\":60000}");
        Prepared early = ((Waiting) instagram.prepare(account.submission(picture), Prepared.NOTHING)).soFar();

        assertThat(((Undecided) find(picture, early)).code()).isEqualTo(Codes.PROCESSING);
    }

    @Test
    void givenContainerFailed_whenLookedUp_thenRefused() {
        instagram.set("{\"imageMillis\":1000}");
        instagram.fault("media.create", "MEDIA_FAILS");
        Prepared early = ((Waiting) instagram.prepare(account.submission(picture), Prepared.NOTHING)).soFar();
        instagram.shiftSeconds(2);

        Refused refused = (Refused) find(picture, early);

        assertThat(refused.code()).isEqualTo(Codes.MEDIA_REFUSED);
        assertThat(refused.reason()).contains("2207026");
    }

    @Test
    void givenContainerFailedAndAPostLikeIt_whenLookedUp_thenUndecided() {
        publish(picture, instagram.prepared(account.submission(picture)));
        instagram.set("{\"imageMillis\":1000}");
        instagram.fault("media.create", "MEDIA_FAILS");
        Prepared early = ((Waiting) instagram.prepare(account.submission(picture), Prepared.NOTHING)).soFar();
        instagram.shiftSeconds(2);

        assertThat(((Undecided) find(picture, early)).code()).isEqualTo(Codes.INCONCLUSIVE);
    }

    @Test
    void givenSameCaptionTwice_whenLookedUp_thenTheOneNearestToTheAttempt() {
        publish(picture, instagram.prepared(account.submission(picture)));
        Prepared ours = instagram.prepared(account.submission(picture));
        instagram.shiftSeconds(60);
        publish(picture, ours);

        Found found = (Found) instagram.connector.lookUp(
                account.submission(picture), ours, new Attempt(began, began.plusSeconds(60)));

        assertThat(found.externalId())
                .isEqualTo(instagram.truth().get(1).path("id").stringValue());
    }

    @Test
    void givenListLagsBehindTheContainer_whenLookedUp_thenProcessingUntilItIsListed() {
        Prepared prepared = instagram.prepared(account.submission(picture));
        instagram.fault("{\"endpoint\":\"media.publish\",\"kind\":\"DELAYED_VISIBILITY\",\"delayMs\":20000}");
        publish(picture, prepared);

        Undecided undecided = (Undecided) find(picture, prepared);
        assertThat(undecided.code()).isEqualTo(Codes.PROCESSING);

        instagram.shiftSeconds(21);
        assertThat(find(picture, prepared)).isInstanceOf(Found.class);
    }

    @Test
    void givenManyPostsSince_whenLookedUp_thenAllAreLookedThrough() {
        Prepared ours = instagram.prepared(account.submission(picture));
        publish(picture, ours);
        Content other = content("something else", instagram.image(2_000));
        for (int i = 0; i < 101; i++) {
            publish(other, instagram.prepared(account.submission(other)));
        }

        Found found = (Found) find(picture, ours);

        assertThat(found.externalId())
                .isEqualTo(instagram.truth().get(0).path("id").stringValue());
        assertThat(instagram.calls("media.list")).isEqualTo(2);
    }

    @Test
    void givenContainerIsNotKnownAnyMore_whenLookedUp_thenTheListOfMediaDecides() {
        Prepared forgotten = new Prepared(Map.of("container", "4711"));
        assertThat(find(picture, forgotten)).isInstanceOf(Absent.class);

        publish(picture, instagram.prepared(account.submission(picture)));

        assertThat(find(picture, forgotten)).isInstanceOf(Found.class);
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
    void givenContainerCannotBeRead_whenLookedUp_thenUndecided(String fault) {
        Prepared prepared = instagram.prepared(account.submission(picture));
        instagram.fault("node.read", fault);

        LookUp lookUp = instagram.impatient().lookUp(account.submission(picture), prepared, new Attempt(began, began));

        assertThat(lookUp).isInstanceOf(Undecided.class);
    }

    private Object publish(Content content, Prepared prepared) {
        return instagram.connector.publish(account.submission(content), prepared, soon());
    }

    private LookUp find(Content content, Prepared prepared) {
        return instagram.connector.lookUp(account.submission(content), prepared, new Attempt(began, began));
    }
}
