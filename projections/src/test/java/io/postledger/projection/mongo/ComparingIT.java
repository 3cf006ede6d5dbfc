package io.postledger.projection.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.projection.ChangeRebuild;
import io.postledger.api.projection.FindProjection;
import io.postledger.api.projection.ProjectionView;
import io.postledger.api.projection.RebuildProjection;
import io.postledger.projection.Generations.BuildState;
import io.postledger.projection.Generations.Plan;
import io.postledger.projection.ProjectionRig;
import io.postledger.projection.mongo.Notes.NoteChanged;
import io.postledger.projection.mongo.Notes.NoteTaken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was built is compared with what is read, before anybody reads it. */
class ComparingIT extends WithNotes {
    @BeforeEach
    void start() {
        rig.start(notes);
        for (int i = 0; i < 100; i++) {
            rig.publish("note" + i, new NoteTaken("note" + i, "first"));
            rig.publish("note" + i, new NoteChanged("note" + i, "second"));
        }
        rig.awaitCaughtUp();
    }

    private ProjectionView view() {
        return rig.ask(new FindProjection("notes", false), ProjectionView.class);
    }

    private void awaitState(BuildState state) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> rig.generations().of("notes").build().state() == state);
    }

    @Test
    void givenNoDifference_whenComparedUnderTraffic_thenRead() {
        rig.send(new RebuildProjection("notes", true));
        for (int i = 0; i < 20_000 && rig.generations().of("notes").live() == 1; i++) {
            rig.publish("note" + i % 100, new NoteChanged("note" + i % 100, "text " + i));
        }
        rig.awaitLive("notes", 2);
        rig.awaitCaughtUp();
        String live = notes.view.hash(2);
        rig.begin("notes");
        rig.awaitLive("notes", 3);
        assertThat(notes.view.hash(3)).isEqualTo(live);
    }

    @Test
    void givenDifferences_whenCompared_thenTheyAreToldAndAPersonDecides() {
        notes.view
                .collection()
                .updateMany(
                        new Document("_id", new Document("$in", List.of("note3", "note7"))),
                        new Document("$set", new Document("text", "damaged")));
        notes.view.collection().insertOne(new Document("_id", "zzz").append("seen", new Document()));

        rig.send(new RebuildProjection("notes", true));
        awaitState(BuildState.DIFFERENT);

        assertThat(view().generation()).isEqualTo(1);
        assertThat(view().rebuild().difference().targets())
                .containsExactly(new ProjectionView.TargetDifference("notes", 3, List.of("note3", "note7", "zzz")));
        rig.publish("note1", new NoteChanged("note1", "meanwhile"));
        rig.awaitCaughtUp();
        assertThat(notes.view.find("note1").orElseThrow().getString("text"))
                .as("what is read goes on")
                .isEqualTo("meanwhile");

        rig.send(new ChangeRebuild("notes", null, ChangeRebuild.Change.RESUME));
        awaitState(BuildState.DIFFERENT);
        rig.send(new ChangeRebuild("notes", null, ChangeRebuild.Change.SWITCH));
        rig.awaitLive("notes", 2);
        assertThat(notes.view.size(2)).isEqualTo(100);
        Awaitility.await()
                .atMost(SOON)
                .until(() ->
                        notes.view.find("note1").orElseThrow().getString("text").equals("meanwhile"));
    }

    /** The state that a node leaves that is killed while it compares: nobody feeds what is read. */
    @Test
    void givenNodeStoppedWhileComparing_whenAnotherStarts_thenItComparesAndGoesOn() {
        rig.stop();
        rig.generations().begin("notes", new Plan(true, null, null, null), Instant.now());
        rig.move("notes", BuildState.RUNNING, BuildState.COMPARING);
        rig.publish("note1", new NoteChanged("note1", "meanwhile"));

        rig.start(notes);

        rig.awaitLive("notes", 2);
        rig.publish("note1", new NoteChanged("note1", "afterwards"));
        rig.awaitCaughtUp();
        assertThat(notes.view.find("note1").orElseThrow().getString("text")).isEqualTo("afterwards");
    }

    /** A node that feeds what is read has no part in the build; it stands still for the comparison, and goes on after it. */
    @Test
    void givenAnotherNode_whenCompared_thenItStandsStillMeanwhileAndGoesOn() {
        Notes others = new Notes(store);
        try (ProjectionRig other = new ProjectionRig(
                store, new MongoClaims(store, "other", Duration.ofSeconds(10), Clock.systemUTC()), rig.log(), 7, 2)) {
            rig.stop();
            other.start(others);
            rig.publish("note1", new NoteChanged("note1", "by the other"));
            other.awaitCaughtUp();
            rig.start(notes);

            rig.send(new RebuildProjection("notes", true));
            rig.awaitLive("notes", 2);

            rig.publish("note1", new NoteChanged("note1", "afterwards"));
            for (Notes readers : List.of(notes, others)) {
                Awaitility.await()
                        .atMost(SOON)
                        .until(() -> readers.view
                                .find("note1")
                                .orElseThrow()
                                .getString("text")
                                .equals("afterwards"));
            }
        }
    }
}
