package io.postledger.projection.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.projection.ChangeRebuild;
import io.postledger.api.projection.CopyProjection;
import io.postledger.api.projection.FindProjection;
import io.postledger.api.projection.LettersRetried;
import io.postledger.api.projection.ProjectionView;
import io.postledger.api.projection.RetryLetters;
import io.postledger.projection.Generations.BuildState;
import io.postledger.projection.Letter;
import io.postledger.projection.mongo.Notes.NoteChanged;
import io.postledger.projection.mongo.Notes.NoteTaken;
import io.postledger.projection.mongo.Notes.RemarkMade;
import java.util.List;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that fail are set aside, with what follows them, on a real store and Axon's own processors. */
class LettersIT extends WithNotes {
    @BeforeEach
    void start() {
        notes.poisoned.set(true);
        rig.start(notes);
    }

    private void note(String id, String... texts) {
        rig.publish(id, new NoteTaken(id, "first"));
        for (String text : texts) {
            rig.publish(id, new NoteChanged(id, text));
        }
    }

    private String text(String id) {
        return notes.view.find(id).orElseThrow().getString("text");
    }

    private void awaitLive(int generation) {
        rig.awaitLive("notes", generation);
    }

    /** As it is where nothing ever failed. */
    private void assertAsBuiltWithoutFailure() {
        String retried = notes.view.hash(1);
        long size = notes.view.size(1);
        rig.begin("notes");
        awaitLive(2);
        assertThat(notes.view.hash(2)).isEqualTo(retried);
        assertThat(notes.view.size(2)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"poison", "late poison"})
    void givenPoison_thenItsSequenceWaitsAndTheRestGoesOn_andMendedAndRetried_thenAsIfItNeverFailed(String poison)
            throws Exception {
        note("a", "second", poison, "after it");
        for (int i = 0; i < 30; i++) {
            note("note" + i, "second", "third");
        }
        rig.publish("a", new RemarkMade("a", "!"));
        rig.awaitCaughtUp();

        assertThat(text("a"))
                .as("of the event and what follows nothing is written")
                .isEqualTo("second");
        assertThat(text("note29")).isEqualTo("third");
        List<Letter> letters = rig.letters("notes", 1);
        assertThat(letters).extracting(letter -> letter.source().sequence()).containsExactly(2L, 3L, 4L);
        assertThat(letters.get(0).cause()).matches("[\\w.]+Exception at .*").doesNotContain("poison");
        assertThat(letters.get(1).cause()).isNull();
        assertThat(rig.error("notes")).isEmpty();

        assertThat(rig.retry("notes", 1)).as("not mended yet").isZero();
        assertThat(rig.letters("notes", 1)).extracting(Letter::failures).containsExactly(2, 0, 0);

        notes.poisoned.set(false);
        rig.publish("a", new NoteChanged("a", "still behind it"));
        rig.awaitCaughtUp();
        assertThat(rig.letters("notes", 1)).hasSize(4);
        assertThat(rig.retry("notes", 1)).isEqualTo(4);
        assertThat(rig.letters("notes", 1)).isEmpty();
        assertThat(text("a")).isEqualTo("still behind it");
        rig.publish("a", new NoteChanged("a", "not held any more"));
        rig.awaitCaughtUp();
        assertThat(text("a")).isEqualTo("not held any more");
        assertAsBuiltWithoutFailure();
    }

    @Test
    void givenOneOfSeveralEventsOnADocument_whenItCannotBeStored_thenThatOneIsAtFault() throws Exception {
        note("a", "second");
        rig.publish("remarks", new RemarkMade("a", "!"));
        rig.publish("a", new NoteChanged("a", "unstorable poison"));
        rig.publish("remarks", new RemarkMade("a", "!"));
        rig.awaitCaughtUp();

        assertThat(rig.letters("notes", 1)).extracting(Letter::key).containsExactly("a:2");
        assertThat(notes.view.find("a"))
                .hasValueSatisfying(
                        note -> assertThat(note).containsEntry("text", "second").containsEntry("remarks", 2));

        notes.poisoned.set(false);
        rig.retry("notes", 1);
        assertAsBuiltWithoutFailure();
    }

    @Test
    void givenCreationFailed_whenAnotherSequenceNeedsItsDocument_thenBothAreTakenInInTheirOrder() throws Exception {
        rig.publish("remarks", new RemarkMade("a", "!"));
        rig.awaitCaughtUp();
        assertThat(rig.letters("notes", 1)).extracting(Letter::key).containsExactly("remarks:0");
        assertThat(rig.retry("notes", 1)).isZero();

        note("a");
        rig.awaitCaughtUp();
        assertThat(rig.retry("notes", 1)).isEqualTo(1);
        assertThat(notes.view.find("a").orElseThrow().getInteger("remarks")).isEqualTo(1);
    }

    /** The state that a crash leaves between a batch's letters and its position, and between data and the letter's end. */
    @Test
    void givenCrashBetweenLetterAndPosition_whenRestarted_thenNothingIsLostOrDoneTwice() throws Exception {
        note("a", "poison", "after it");
        note("b", "second");
        rig.publish("b", new RemarkMade("b", "!"));
        rig.awaitCaughtUp();
        List<Letter> before = rig.letters("notes", 1);
        rig.stop();
        notes.view
                .collection()
                .updateMany(
                        new Document("_id", new Document("$in", List.of("_position:notes:0", "_position:notes:1"))),
                        new Document("$set", new Document("position.index", 0L)));

        rig.start(notes);
        rig.awaitCaughtUp();

        assertThat(rig.letters("notes", 1)).as("with its first cause").isEqualTo(before);
        notes.poisoned.set(false);
        rig.retry("notes", 1);
        notes.view.letters(1).put(before);
        assertThat(rig.retry("notes", 1)).as("taken in again").isEqualTo(2);
        assertThat(notes.view.find("b").orElseThrow().getInteger("remarks")).isEqualTo(1);
        assertAsBuiltWithoutFailure();
    }

    @Test
    void givenNoRoomForMore_thenStandsStillAndLosesNothing() throws Exception {
        note("a", "poison", "1", "2", "3", "4");
        rig.awaitCaughtUp();
        assertThat(rig.letters("notes", 1)).hasSize(5);

        note("b", "second");
        rig.publish("a", new NoteChanged("a", "one too many"));
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(rig.error("notes"))
                        .hasValueSatisfying(error ->
                                assertThat(error.getClass().getSimpleName()).isEqualTo("LettersFullException")));
        assertThat(rig.letters("notes", 1)).hasSize(5);

        notes.poisoned.set(false);
        rig.retry("notes", 1);
        rig.awaitCaughtUp();
        rig.retry("notes", 1);
        assertThat(text("a")).isEqualTo("one too many");
        assertThat(text("b")).isEqualTo("second");
        assertAsBuiltWithoutFailure();
    }

    @Test
    void givenViewLost_whenBuiltFromTheLog_thenWhatIsHeldStaysHeld() {
        note("a", "poison", "after it");
        rig.awaitCaughtUp();
        rig.stop();
        notes.view.collection().drop();
        notes.poisoned.set(false);

        rig.start(notes);
        rig.awaitCaughtUp();

        assertThat(text("a")).isEqualTo("first");
        assertThat(rig.letters("notes", 1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givenLettersLostAlone_thenBuiltFromTheLog_andWhatWasHeldIsHeldAgain(boolean whileStopped) throws Exception {
        note("a", "poison", "after it");
        note("b", "second", "poison");
        rig.awaitCaughtUp();
        List<String> before = rig.letters("notes", 1).stream().map(Letter::key).toList();
        assertThat(before).hasSize(3);
        if (whileStopped) {
            rig.stop();
        }
        store.database().getCollection("notes__letters").drop();
        if (whileStopped) {
            rig.start(notes);
        }

        rig.publish("a", new NoteChanged("a", "not before what it follows"));
        Awaitility.await().atMost(SOON).until(() -> rig.letters("notes", 1).size() == 4);

        assertThat(rig.letters("notes", 1)).extracting(Letter::key).containsAll(before);
        assertThat(text("a")).isEqualTo("first");
        assertThat(text("b")).isEqualTo("second");
        rig.awaitCaughtUp();
        // The processor may be at the end already, and not yet have told that it goes on.
        Awaitility.await().atMost(SOON).until(() -> rig.error("notes").isEmpty());
        notes.poisoned.set(false);
        assertThat(rig.retry("notes", 1)).isEqualTo(4);
        assertAsBuiltWithoutFailure();
    }

    @Test
    void givenPoisonOnTheWay_whenBuilding_thenItWaitsForAPerson_andRetriedAndResumed_thenRead() {
        notes.poisoned.set(false);
        note("a", "poison", "after it");
        note("b", "second");
        rig.awaitCaughtUp();
        String whole = notes.view.hash(1);
        notes.poisoned.set(true);

        rig.begin("notes");
        awaitDifferent();
        rig.publish("b", new NoteChanged("b", "third"));
        rig.awaitCaughtUp();
        assertThat(text("a")).as("what is read is as it was").isEqualTo("after it");
        assertThat(text("b")).isEqualTo("third");
        assertThat(rig.letters("notes", 2)).hasSize(2);
        ProjectionView view = rig.ask(new FindProjection("notes", false), ProjectionView.class);
        assertThat(view.letters()).isZero();
        assertThat(view.rebuild().letters()).isEqualTo(2);
        assertThat(view.rebuild().difference().letters()).isEqualTo(2);

        notes.poisoned.set(false);
        LettersRetried retried = rig.send(new RetryLetters("notes", "a"));
        assertThat(retried).isEqualTo(new LettersRetried(2, 0, false));
        rig.send(new ChangeRebuild("notes", null, ChangeRebuild.Change.RESUME));
        awaitLive(2);
        assertThat(notes.view.hash(2)).isEqualTo(notes.view.hash(1)).isNotEqualTo(whole);
    }

    @Test
    void givenBuildWithLetters_whenSwitchedTo_thenTheyAreHeldThere_andGoWithIt() throws Exception {
        notes.poisoned.set(false);
        note("a", "poison");
        rig.awaitCaughtUp();
        notes.poisoned.set(true);
        rig.begin("notes");
        awaitDifferent();

        rig.send(new ChangeRebuild("notes", null, ChangeRebuild.Change.SWITCH));
        awaitLive(2);
        rig.publish("a", new NoteChanged("a", "after it"));
        rig.awaitCaughtUp();

        assertThat(text("a")).isEqualTo("first");
        assertThat(rig.letters("notes", 2)).hasSize(2);
        rig.begin("notes");
        awaitLive(3);
        assertThat(rig.letters("notes", 3))
                .as("no more than what is read lacks")
                .hasSize(2);
        notes.poisoned.set(false);
        assertThat(rig.retry("notes", 3)).isEqualTo(2);
        assertThat(text("a")).isEqualTo("after it");
        Awaitility.await()
                .atMost(SOON)
                .until(() -> rig.generations().of("notes").old().isEmpty());
        assertThat(store.database().listCollectionNames()).doesNotContain("notes__2__letters");
    }

    @Test
    void givenACopyBuiltWithLettersToo_whenRetried_thenTakenInWhereItIsReadAndInTheCopy() {
        note("a", "second", "poison");
        rig.awaitCaughtUp();
        rig.begin("notes");
        Awaitility.await()
                .untilAsserted(() -> assertThat(rig.letters("notes", 1)).isNotEmpty());
        awaitLive(2);
        rig.send(new CopyProjection("notes", "then", 2L, null));
        Awaitility.await()
                .until(() -> rig.ask(new FindProjection("notes", false), ProjectionView.class)
                        .copies()
                        .get(0)
                        .state()
                        .equals("DONE"));
        assertThat(rig.letters("notes", 2)).hasSize(1);
        assertThat(rig.letters("notes", 3)).hasSize(1);
        notes.poisoned.set(false);

        rig.send(new RetryLetters("notes", null));

        assertThat(rig.letters("notes", 2)).isEmpty();
        assertThat(rig.letters("notes", 3)).isEmpty();
        assertThat(text("a")).isEqualTo("poison");
        assertThat(notes.view.hash(3)).isEqualTo(notes.view.hash(2));
    }

    @Test
    void givenNoSuchSequence_whenRetried_thenLetterNotFound() {
        assertThatThrownBy(() -> rig.send(new RetryLetters("notes", "nobody")))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(RejectionCode.LETTER_NOT_FOUND));
    }

    private void awaitDifferent() {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> rig.generations().of("notes").build().state() == BuildState.DIFFERENT);
    }
}
