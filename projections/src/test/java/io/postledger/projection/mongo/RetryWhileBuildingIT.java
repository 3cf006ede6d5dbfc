package io.postledger.projection.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.projection.ChangeRebuild;
import io.postledger.api.projection.RebuildProjection;
import io.postledger.embedded.testing.TestStores;
import io.postledger.projection.Generations.BuildState;
import io.postledger.projection.Letter;
import io.postledger.projection.Projection;
import io.postledger.projection.ProjectionClaims;
import io.postledger.projection.ProjectionRig;
import io.postledger.projection.ProjectionSegment;
import io.postledger.projection.ProjectionTarget;
import io.postledger.projection.mongo.Notes.NoteChanged;
import io.postledger.projection.mongo.Notes.NoteTaken;
import io.postledger.projection.mongo.Notes.RemarkMade;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A letter that is retried as soon as it is kept, while what the build has made of other events is not written yet. */
class RetryWhileBuildingIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long RETRIED_MILLIS = 1_000;
    /** Events that a build handles at once. */
    private static final int BATCH = 2_000;

    private final MongoStore store =
            new MongoStore(TestStores.newMongoDatabase().uri(), Duration.ofSeconds(5));
    private final ProjectionRig rig = new ProjectionRig(store, pausing(), 500, 1);
    private final Notes notes = new Notes(store);
    private final MongoView other = new MongoView(store, "other", List.of());
    private final AtomicReference<CompletableFuture<Integer>> retried = new AtomicReference<>();

    @AfterEach
    void close() {
        rig.close();
        store.close();
    }

    /** A build extends its claim between two batches: there it waits for the retry. */
    private ProjectionClaims pausing() {
        ProjectionClaims claims = new MongoClaims(store, "node", Duration.ofSeconds(10), Clock.systemUTC());
        return (ProjectionClaims) Proxy.newProxyInstance(
                ProjectionClaims.class.getClassLoader(),
                new Class<?>[] {ProjectionClaims.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("extend") && retried.get() != null) {
                        retried.get().get(SOON.toSeconds(), TimeUnit.SECONDS);
                    }
                    return method.invoke(claims, arguments);
                });
    }

    /** Notes, and a view that no event concerns: its position is moved while the notes wait to be written. */
    private final class NotesAndOther implements Projection {
        @Override
        public String name() {
            return "notes";
        }

        @Override
        public List<ProjectionTarget> targets() {
            ProjectionTarget moved = (ProjectionTarget) Proxy.newProxyInstance(
                    ProjectionTarget.class.getClassLoader(),
                    new Class<?>[] {ProjectionTarget.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("moveTo")) {
                            retryOnce((ProjectionSegment) arguments[0]);
                        }
                        return method.invoke(other, arguments);
                    });
            return List.of(notes.view, moved);
        }

        @Override
        public List<?> handlers() {
            return List.of(notes);
        }
    }

    private void retryOnce(ProjectionSegment segment) throws Exception {
        if (segment.generation() != 2
                || retried.get() != null
                || rig.letters("notes", 2).isEmpty()) {
            return;
        }
        notes.poisoned.set(false);
        retried.set(CompletableFuture.supplyAsync(() -> {
            try {
                return rig.retry("notes", 2);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
        try {
            retried.get().get(RETRIED_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It waits for the batch that this holds up.
        }
    }

    private void remark(int times) {
        for (int i = 0; i < times; i++) {
            rig.publish("remarks", new RemarkMade("a", "!"));
        }
    }

    private void awaitDifferent() {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> rig.generations().of("notes").build().state() == BuildState.DIFFERENT);
    }

    @Test
    void givenFirstLetterRetriedAtOnce_thenAfterItsBatchIsWritten_andTheNextBatchGoesOnFromThere() throws Exception {
        rig.start(new NotesAndOther());
        rig.publish("a", new NoteTaken("a", "first"));
        rig.awaitCaughtUp();
        notes.view
                .collection()
                .updateOne(new Document("_id", "a"), new Document("$set", new Document("text", "damaged")));
        rig.send(new RebuildProjection("notes", true));
        awaitDifferent();
        notes.poisoned.set(true);
        remark(BATCH);
        rig.publish("a", new NoteChanged("a", "poison"));
        remark(BATCH);
        rig.awaitCaughtUp();
        assertThat(rig.letters("notes", 1)).hasSize(1);

        rig.send(new ChangeRebuild("notes", null, ChangeRebuild.Change.RESUME));

        Awaitility.await().atMost(SOON).until(() -> retried.get() != null);
        assertThat(retried.get().get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
        awaitDifferent();
        assertThat(rig.letters("notes", 2)).extracting(Letter::key).isEmpty();
        rig.send(new ChangeRebuild("notes", null, ChangeRebuild.Change.SWITCH));
        rig.awaitLive("notes", 2);
        assertThat(notes.view.find("a"))
                .hasValueSatisfying(
                        note -> assertThat(note).containsEntry("text", "poison").containsEntry("remarks", 2 * BATCH));
        String retriedHash = notes.view.hash(2);
        rig.begin("notes");
        rig.awaitLive("notes", 3);
        assertThat(notes.view.hash(3)).isEqualTo(retriedHash);
    }
}
