package io.postledger.projection.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.export.ExportPart;
import io.postledger.api.projection.ChangeRebuild;
import io.postledger.api.projection.CopyProjection;
import io.postledger.api.projection.FindProjection;
import io.postledger.api.projection.ProjectionView;
import io.postledger.projection.mongo.Notes.NoteChanged;
import io.postledger.projection.mongo.Notes.NoteTaken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of a view as it stood. */
class CopiesIT extends WithNotes {
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final int NOTES = 50;

    /** Position i is of second i, but for the last one, which a slow clock dated before all. */
    @BeforeEach
    void history() {
        rig.start(notes);
        for (int i = 0; i < NOTES; i++) {
            publish(i, "note" + i, new NoteTaken("note" + i, "first"));
        }
        for (int i = 0; i < NOTES; i++) {
            publish(NOTES + i, "note" + i, new NoteChanged("note" + i, "second"));
        }
        publish(-1, "note0", new NoteChanged("note0", "dated wrongly"));
        rig.awaitCaughtUp();
    }

    private void publish(int second, String id, Object event) {
        rig.publish(id, BEGIN.plusSeconds(second), Map.of(), event);
    }

    private ProjectionView.Copy copy(String name) {
        return rig.ask(new FindProjection("notes", true), ProjectionView.class).copies().stream()
                .filter(copy -> copy.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ProjectionView.Copy whole(String name) {
        Awaitility.await().atMost(SOON).until(() -> copy(name).state().equals("DONE"));
        return copy(name);
    }

    private static void assertRejected(RejectionCode code, ThrowingCallable asked) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void givenAPosition_thenTheCopyIsAsItStood_andTheSameWheneverAndHoweverItIsBuilt() {
        rig.send(new CopyProjection("notes", "then", 59L, null));
        ProjectionView.Copy then = whole("then");
        assertThat(then.until()).isEqualTo(59);
        assertThat(then.targets().get(0).size()).isEqualTo(NOTES);

        rig.publish("note3", new NoteChanged("note3", "long after"));
        rig.awaitCaughtUp();
        rig.rebuildAll();
        rig.send(new CopyProjection("notes", "again", 59L, null));
        rig.send(new CopyProjection("notes", "one-less", 58L, null));
        // Events are a second apart, and the one of second 60 comes after.
        rig.send(new CopyProjection("notes", "by-instant", null, BEGIN.plusMillis(59_999)));

        String hash = then.targets().get(0).hash();
        assertThat(whole("again").targets().get(0).hash()).isEqualTo(hash);
        assertThat(whole("by-instant").until()).isEqualTo(59);
        assertThat(whole("by-instant").targets().get(0).hash()).isEqualTo(hash);
        assertThat(whole("one-less").targets().get(0).hash()).isNotEqualTo(hash);
        assertThat(notes.view.find("note3").orElseThrow().getString("text"))
                .as("what is read goes its way")
                .isEqualTo("long after");
    }

    @Test
    void givenNodeStoppedWhileBuilding_whenAnotherStarts_thenTheCopyIsTheSame() {
        rig.send(new CopyProjection("notes", "one", 80L, null));
        String hash = whole("one").targets().get(0).hash();
        rig.send(new CopyProjection("notes", "other", 80L, null));
        rig.stop();

        rig.start(notes);

        assertThat(whole("other").targets().get(0).hash()).isEqualTo(hash);
    }

    @Test
    void givenACopyThatFailed_whenMendedAndResumed_thenItGoesOnFromWhereItWas_andIsTheSame() {
        for (int i = 0; i < 6; i++) {
            publish(2 * NOTES + i, "note7", new NoteChanged("note7", "poison"));
        }
        publish(3 * NOTES, "note8", new NoteChanged("note8", "after all of it"));
        rig.awaitCaughtUp();
        long end = 2L * NOTES + 7;
        notes.poisoned.set(true);
        rig.send(new CopyProjection("notes", "then", end, null));
        Awaitility.await().atMost(SOON).until(() -> copy("then").state().equals("FAILED"));
        assertThat(copy("then").error()).endsWith(".LettersFullException");
        notes.poisoned.set(false);

        rig.send(new ChangeRebuild("notes", "then", ChangeRebuild.Change.RESUME));

        rig.send(new CopyProjection("notes", "again", end, null));
        assertThat(whole("then").targets()).isEqualTo(whole("again").targets());
        assertThat(copy("then").error()).isNull();
    }

    @Test
    void givenACopy_thenItIsExported_theSameBytesWheneverItIsBuilt_andDropped_thenItIsGone() throws Exception {
        rig.send(new CopyProjection("notes", "then", 99L, null));
        rig.send(new CopyProjection("notes", "again", 99L, null));
        String hash = whole("then").targets().get(0).hash();
        whole("again");
        List<String> rows = new ArrayList<>();
        ExportPart part = rig.exportCopy("notes", "notes", "then", null, 20, rows);
        assertThat(part.contentHash()).as("told with the last part").isNull();
        while (part.next() != null) {
            part = rig.exportCopy("notes", "notes", "then", part.next(), 20, rows);
        }
        assertThat(part.upTo()).isEqualTo(99);
        assertThat(part.contentHash()).isEqualTo(hash);
        assertThat(rows).hasSize(NOTES).isSorted();
        assertThat(rows.get(0))
                .startsWith("{\"key\":\"note0\",\"document\":{\"_id\": \"note0\", \"events\": ")
                .endsWith("\"text\": \"second\"}}");
        List<String> again = new ArrayList<>();
        rig.exportCopy("notes", "notes", "again", null, 1000, again);
        assertThat(again).isEqualTo(rows);

        int generation = copy("then").generation();
        rig.send(new ChangeRebuild("notes", "then", ChangeRebuild.Change.CANCEL));
        Awaitility.await()
                .atMost(SOON)
                .until(() -> rig.generations().of("notes").old().isEmpty());
        assertThat(notes.view.size(generation)).isZero();
        assertRejected(
                RejectionCode.COPY_NOT_FOUND,
                () -> rig.exportCopy("notes", "notes", "then", null, 20, new ArrayList<>()));
        rig.send(new CopyProjection("notes", "then", 3L, null));
        assertThat(whole("then").targets().get(0).size()).isEqualTo(4);
    }

    @Test
    void givenTimesOutOfOrder_thenAnInstantStandsForTheEventsBeforeTheFirstLaterOne() {
        rig.send(new CopyProjection("notes", "early", null, BEGIN.plusSeconds(2)));
        assertThat(whole("early").until())
                .as("the one that is dated wrongly comes after later ones")
                .isEqualTo(2);
        rig.send(new CopyProjection("notes", "late", null, BEGIN.plusSeconds(3600)));
        assertThat(whole("late").until()).as("none is later").isEqualTo(2L * NOTES);
    }

    @Test
    void givenBadInput_thenRefusedWithItsCodeAndNothingIsBuilt() {
        rig.send(new CopyProjection("notes", "taken", 3L, null));
        whole("taken");

        assertRejected(RejectionCode.COPY_NAME_TAKEN, () -> rig.send(new CopyProjection("notes", "taken", 4L, null)));
        assertRejected(
                RejectionCode.PROJECTION_NOT_FOUND, () -> rig.send(new CopyProjection("nothing", "a", 4L, null)));
        assertRejected(RejectionCode.NAME_INVALID, () -> rig.send(new CopyProjection("notes", "A b", 4L, null)));
        assertRejected(
                RejectionCode.POSITION_AFTER_HEAD,
                () -> rig.send(new CopyProjection("notes", "a", 2L * NOTES + 1, null)));
        assertRejected(RejectionCode.INVALID_REQUEST, () -> rig.send(new CopyProjection("notes", "a", -1L, null)));
        assertRejected(RejectionCode.INVALID_REQUEST, () -> rig.send(new CopyProjection("notes", "a", null, null)));
        assertRejected(
                RejectionCode.INSTANT_BEFORE_FIRST_EVENT,
                () -> rig.send(new CopyProjection("notes", "a", null, BEGIN.minusSeconds(1))));
        assertRejected(
                RejectionCode.INSTANT_IN_FUTURE,
                () -> rig.send(
                        new CopyProjection("notes", "a", null, Instant.now().plusSeconds(3600))));
        assertRejected(
                RejectionCode.COPY_NOT_FOUND,
                () -> rig.send(new ChangeRebuild("notes", "nothing", ChangeRebuild.Change.CANCEL)));
        assertRejected(
                RejectionCode.REBUILD_NOT_FOUND,
                () -> rig.send(new ChangeRebuild("notes", "taken", ChangeRebuild.Change.RESUME)));
        assertRejected(
                RejectionCode.TARGET_NOT_FOUND,
                () -> rig.exportCopy("notes", "nothing", "taken", null, 5, new ArrayList<>()));
        assertThat(rig.generations().of("notes").copies()).hasSize(1);
    }
}
