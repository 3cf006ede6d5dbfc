package io.postledger.projection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one batch of events writes, held by the unit of work in which Axon handles them.
 *
 * <p>Axon stores the token while it prepares the commit. Written there it would stand before the data, and a crash in
 * between would lose the batch; so the token only waits here, and all is written in the commit phase: each target's data,
 * then that target's position. A failure there rolls the batch back; the processor takes up the segment again from the
 * stored positions, and every event that had been written changes nothing.
 */
public final class ProjectionBatch {
    private static final String RESOURCE = ProjectionBatch.class.getName();

    private final Map<ProjectionTarget, TargetBatch> writes = new LinkedHashMap<>();
    private @Nullable Runnable commit;

    private ProjectionBatch() {}

    /** The writes to {@code target} that those of the event in hand join. */
    @SuppressWarnings("unchecked")
    public static <B extends TargetBatch> B of(ProjectionTarget target, Supplier<B> newBatch) {
        return (B) current().writes.computeIfAbsent(target, t -> newBatch.get());
    }

    /** The batch of the unit of work that is under way. */
    static ProjectionBatch current() {
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        return root.getOrComputeResource(RESOURCE, key -> {
            ProjectionBatch batch = new ProjectionBatch();
            root.onCommit(unit -> batch.commit());
            return batch;
        });
    }

    void onCommit(Runnable action) {
        commit = action;
    }

    Map<ProjectionTarget, TargetBatch> writes() {
        return writes;
    }

    private void commit() {
        if (commit == null) {
            throw new IllegalStateException(
                    "A projection was fed by an event processor that does not use the projections' token store");
        }
        commit.run();
    }
}
