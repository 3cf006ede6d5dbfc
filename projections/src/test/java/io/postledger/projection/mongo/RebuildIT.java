package io.postledger.projection.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.projection.Generations;
import io.postledger.projection.Generations.BuildState;
import io.postledger.projection.mongo.Notes.NoteChanged;
import io.postledger.projection.mongo.Notes.NoteTaken;
import io.postledger.projection.mongo.Notes.RemarkMade;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A view is built again beside the one that is read, on a real store and Axon's own processors. */
class RebuildIT extends WithNotes {
    @BeforeEach
    void start() {
        rig.start(notes);
    }

    private void history(int from, int to) {
        for (int i = from; i < to; i++) {
            rig.publish("note" + i, new NoteTaken("note" + i, "first"));
            rig.publish("note" + i, new RemarkMade("note" + i, "!"));
            rig.publish("note" + i, new NoteChanged("note" + i, "second"));
        }
    }

    private Generations.State state() {
        return rig.generations().of("notes");
    }

    private void rebuild() {
        rig.begin("notes");
    }

    private void awaitLive(int generation) {
        rig.awaitLive("notes", generation);
    }

    @Test
    void givenDamagedView_whenRebuilt_thenReadersSeeTheLogAgainAndTheOldOneGoes() {
        history(0, 50);
        rig.awaitCaughtUp();
        String whole = notes.view.hash(1);
        notes.view.collection().updateMany(new Document(), new Document("$set", new Document("text", "damaged")));
        assertThat(notes.view.hash(1)).isNotEqualTo(whole);

        rebuild();
        awaitLive(2);

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(notes.view.find("note7"))
                        .hasValueSatisfying(note -> assertThat(note).containsEntry("text", "second")));
        assertThat(notes.view.hash(2)).isEqualTo(whole);
        Awaitility.await().atMost(SOON).until(() -> state().old().isEmpty());
        assertThat(notes.view.size(1)).isZero();
        assertThat(notes.view.size(2)).isEqualTo(50);
    }

    @Test
    @Timeout(45) // Events that come without a pause do not put off the change.
    void givenTraffic_whenRebuilt_thenNoReaderMissesAnythingAndTheProcessorGoesOnInTheNewOne() throws Exception {
        history(0, 200);
        rig.awaitCaughtUp();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger missing = new AtomicInteger();
        AtomicInteger reads = new AtomicInteger();
        Thread reader = new Thread(() -> {
            while (!over.get()) {
                reads.incrementAndGet();
                boolean shown;
                try {
                    shown = notes.view
                            .findAtLeast("note" + reads.get() % 200, 2L)
                            .isPresent();
                } catch (RuntimeException behindOrWorse) {
                    shown = false;
                }
                if (!shown) {
                    missing.incrementAndGet();
                }
            }
        });
        reader.start();

        rebuild();
        for (int i = 200; state().live() == 1; i++) {
            history(i, i + 1);
        }
        rig.publish("last", new NoteTaken("last", "last"));
        Awaitility.await()
                .atMost(SOON)
                .until(() -> notes.view.findAtLeast("last", 0L).isPresent());
        rig.awaitCaughtUp();
        over.set(true);
        reader.join();

        assertThat(reads.get()).isPositive();
        assertThat(missing.get()).isZero();
        assertThat(state().live()).isEqualTo(2);
        String live = notes.view.hash(2);
        rebuild();
        awaitLive(3);
        assertThat(notes.view.hash(3)).as("built from the log in one go").isEqualTo(live);
    }

    /** Documents come back after they were forgotten, and are written more than once. */
    @Test
    void givenMoreThanABuildRemembers_whenRebuilt_thenSameContent() {
        String megabyte = "x".repeat(1_000_000);
        for (int i = 0; i < 40; i++) {
            rig.publish("note" + i, new NoteTaken("note" + i, megabyte + i));
        }
        rig.publish("small", new NoteTaken("small", "small"));
        for (int i = 0; i < 1_200; i++) {
            rig.publish("small", new RemarkMade("small", "!"));
        }
        for (int i = 0; i < 40; i++) {
            rig.publish("note" + i, new NoteChanged("note" + i, megabyte + "again" + i));
        }
        rig.awaitCaughtUp();
        String whole = notes.view.hash(1);

        rebuild();
        awaitLive(2);

        assertThat(notes.view.size(2)).isEqualTo(41);
        assertThat(notes.view.hash(2)).isEqualTo(whole);
    }

    @Test
    void givenNodeStoppedWhileBuilding_whenAnotherStarts_thenItGoesOn() {
        history(0, 300);
        rig.awaitCaughtUp();
        String whole = notes.view.hash(1);
        rebuild();
        rig.stop();

        rig.start(notes);
        awaitLive(2);

        assertThat(notes.view.hash(2)).isEqualTo(whole);
    }

    @Test
    void givenPausedAndResumed_thenItGoesOn_andCancelled_thenNothingIsLeft() {
        history(0, 20);
        rig.awaitCaughtUp();
        rig.stop();
        rebuild();
        assertThat(rig.begin("notes")).isEmpty();
        assertThat(rig.move("notes", BuildState.RUNNING, BuildState.PAUSED)).isTrue();
        rig.start(notes);
        rig.publish("other", new NoteTaken("other", "other"));
        rig.awaitCaughtUp();
        assertThat(state().live()).isEqualTo(1);

        rig.move("notes", BuildState.PAUSED, BuildState.RUNNING);
        awaitLive(2);

        rig.stop();
        rebuild();
        assertThat(rig.generations().cancel("notes", state().build().generation(), Instant.now()))
                .isTrue();
        rig.start(notes);
        Awaitility.await().atMost(SOON).until(() -> state().old().isEmpty());
        assertThat(state().build()).isNull();
        assertThat(notes.view.size(3)).isZero();
    }
}
