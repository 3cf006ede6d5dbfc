package io.postledger.projection.mongo;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.embedded.testing.TestStores;
import io.postledger.projection.ProjectionRig;
import io.postledger.projection.ProjectionSegment;
import io.postledger.projection.mongo.Notes.NoteChanged;
import io.postledger.projection.mongo.Notes.NoteTaken;
import io.postledger.projection.mongo.Notes.RemarkMade;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoViewIT {
    private static final String POSITION = "_position:notes:0";
    private static final int NOTES = 30;

    private MongoStore store;
    private ProjectionRig rig;
    private Notes notes;

    @BeforeEach
    void open() {
        store = new MongoStore(TestStores.newMongoDatabase().uri(), Duration.ofSeconds(5));
        rig = new ProjectionRig(store, 7);
        notes = new Notes(store);
        rig.start(notes);
    }

    @AfterEach
    void close() {
        rig.close();
        store.close();
    }

    @Test
    void givenEvents_whenProjected_thenViewShowsThemAndPositionStandsBeside() {
        publishHistory();
        rig.awaitCaughtUp();

        assertThat(content()).isEqualTo(expected());
        assertThat(MongoView.version(notes.view.find("note7").orElseThrow())).isEqualTo(2);
        assertThat(position().get("position", Document.class).getLong("index")).isEqualTo(4L * NOTES - 1);
        assertThat(position().getLong("documents")).isEqualTo(NOTES);
    }

    /** The state that a crash leaves between a batch's documents and its position. */
    @Test
    void givenDataAheadOfPosition_whenRestarted_thenNothingCountsTwice() {
        publishHistory();
        rig.awaitCaughtUp();
        rig.stop();
        notes.view
                .collection()
                .updateOne(eq("_id", POSITION), new Document("$set", new Document("position.index", 9L)));

        restart();

        assertThat(content()).isEqualTo(expected());
    }

    @Test
    void givenPositionFailsAfterData_whenRetried_thenSameView() {
        rig.publish("note-x", new NoteTaken("note-x", "x"));
        rig.awaitCaughtUp();
        notes.view.collection().deleteOne(eq("_id", POSITION));

        publishHistory();
        rig.awaitCaughtUp();

        Map<String, String> expected = expected();
        expected.put("note-x", "x/0");
        assertThat(content()).isEqualTo(expected);
    }

    @Test
    void givenDatabaseDropped_whenRestarted_thenWholeAgain() {
        publishHistory();
        rig.awaitCaughtUp();
        rig.stop();
        store.database().drop();

        restart();

        assertThat(content()).isEqualTo(expected());
    }

    @Test
    void givenCollectionDroppedWhileRunning_whenEventsCome_thenWholeAgain() {
        publishHistory();
        rig.awaitCaughtUp();
        notes.view.collection().drop();

        rig.publish("note7", new NoteChanged("note7", "later"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Map<String, String> expected = expected();
            expected.put("note7", "later/1");
            assertThat(content()).isEqualTo(expected);
        });
    }

    @Test
    void givenSomeDocumentsDeleted_whenRestarted_thenWholeAgain() {
        publishHistory();
        rig.awaitCaughtUp();
        rig.stop();
        notes.view.collection().deleteOne(eq("_id", "note3"));
        notes.view.collection().deleteOne(eq("_id", "note4"));

        restart();

        assertThat(content()).isEqualTo(expected());
    }

    @Test
    void givenTwoSegmentsAndDocumentsDeleted_whenRestarted_thenBothSegmentsFillTheirPart() {
        rig.stop();
        rig = new ProjectionRig(store, 7, 2);
        store.database().drop();
        rig.start(notes);
        for (int i = 0; i < NOTES; i++) {
            rig.publish("note" + i, new NoteTaken("note" + i, "first"));
            rig.publish("note" + i, new NoteChanged("note" + i, "second"));
        }
        rig.awaitCaughtUp();
        Map<String, String> whole = content();
        assertThat(whole).hasSize(NOTES);
        rig.stop();
        for (int i = 0; i < NOTES; i += 2) {
            notes.view.collection().deleteOne(eq("_id", "note" + i));
        }

        restart();

        assertThat(content()).isEqualTo(whole);
    }

    /** A node that was thought dead, and that the other two have gone on without. */
    @Test
    void givenAnotherNodeTookTheSegment_whenTheFirstGoesOn_thenOnlyOneWrites() {
        rig.stop();
        rig = new ProjectionRig(store, new MongoClaims(store, "node", Duration.ofMillis(50), Clock.systemUTC()), 7, 1);
        rig.start(notes);
        rig.publish("a", new NoteTaken("a", "first"));
        rig.awaitCaughtUp();
        MongoClaims others = new MongoClaims(
                store, "other", Duration.ofSeconds(10), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));
        ProjectionSegment segment = new ProjectionSegment("notes", 1, 0);

        assertThat(others.claim(segment))
                .as("silent for a minute by the other's clock")
                .isTrue();
        rig.publish("a", new NoteChanged("a", "second"));

        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .until(() ->
                        notes.view.find("a").orElseThrow().getString("text").equals("first"));
        others.release(segment);
        rig.awaitCaughtUp();
        assertThat(content()).containsEntry("a", "second/0");
    }

    @Test
    void givenClaimsGone_whenRestarted_thenGoesOnFromWhereTheDataStands() {
        publishHistory();
        rig.awaitCaughtUp();
        rig.stop();
        store.database().getCollection("projection_claims").drop();

        restart();

        assertThat(content()).isEqualTo(expected());
        rig.publish("note7", new NoteChanged("note7", "later"));
        rig.awaitCaughtUp();
        assertThat(content()).containsEntry("note7", "later/1");
    }

    @Test
    void givenOlderBackupRestored_whenRestarted_thenCatchesUp() {
        publishHistory();
        rig.awaitCaughtUp();
        rig.stop();
        List<Document> backup = notes.view.collection().find().into(new ArrayList<>());
        rig.start(notes);
        rig.publish("note7", new NoteChanged("note7", "after the backup"));
        rig.publish("late", new NoteTaken("late", "late"));
        rig.awaitCaughtUp();
        rig.stop();
        notes.view.collection().drop();
        notes.view.collection().insertMany(backup);

        restart();

        assertThat(content()).containsEntry("note7", "after the backup/1").containsEntry("late", "late/0");
    }

    @Test
    void givenVersionNotShownYet_whenAskedFor_thenWaitsForIt() {
        rig.publish("a", new NoteTaken("a", "a"));
        rig.awaitCaughtUp();
        var answer = CompletableFuture.supplyAsync(() -> notes.view.findAtLeast("a", 1L));
        rig.publish("a", new NoteChanged("a", "b"));

        assertThat(answer.join()).hasValueSatisfying(note -> assertThat(note).containsEntry("text", "b"));
    }

    @Test
    void givenVersionThatNeverComes_whenAskedFor_thenViewBehind() {
        assertThatThrownBy(() -> notes.view.findAtLeast("nobody", 0L))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(RejectionCode.VIEW_BEHIND));
    }

    private void restart() {
        rig.start(notes);
        rig.awaitCaughtUp();
    }

    private void publishHistory() {
        for (int i = 0; i < NOTES; i++) {
            rig.publish("note" + i, new NoteTaken("note" + i, "first"));
        }
        for (int i = 0; i < NOTES; i++) {
            rig.publish("note" + i, new NoteChanged("note" + i, "second"));
            rig.publish("remarks" + i, new RemarkMade("note" + i, "!"));
            rig.publish("note" + i, new NoteChanged("note" + i, "third"));
        }
    }

    private static Map<String, String> expected() {
        Map<String, String> expected = new TreeMap<>();
        for (int i = 0; i < NOTES; i++) {
            expected.put("note" + i, "third/1");
        }
        return expected;
    }

    private Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        notes.view.collection().find().forEach(note -> {
            if (!note.getString("_id").startsWith("_position")) {
                content.put(note.getString("_id"), note.getString("text") + "/" + note.getInteger("remarks"));
            }
        });
        return content;
    }

    private Document position() {
        return notes.view.find(POSITION).orElseThrow();
    }
}
