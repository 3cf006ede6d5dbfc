package io.postledger.projection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one batch of events writes, held by the unit of work in which Axon handles them.
 *
 * <p>Axon stores the token while it prepares the commit. Written there it would stand before the data, and a crash in
 * between would lose the batch; so the token only waits here, and all is written in the commit phase: the letters of what was set
 * aside, each target's data, then that target's position. A failure there rolls the batch back; the processor takes up the segment
 * again from the stored positions, and every event that had been written changes nothing.
 *
 * <p>An event whose handler fails is set aside: nothing of it is written, to no target, nor of the later events of its sequence.
 */
public final class ProjectionBatch {
    private static final String RESOURCE = ProjectionBatch.class.getName();

    private final UnitOfWork<?> unit;
    private final Map<ProjectionTarget, TargetBatch> writes = new LinkedHashMap<>();
    private final List<Taken> taken = new ArrayList<>();
    private @Nullable HeldSequences held;
    private @Nullable Runnable commit;

    /** An event that was handled in this batch. */
    private record Taken(String sequence, EventSource source, EventMessage<?> event) {}

    private ProjectionBatch(UnitOfWork<?> unit) {
        this.unit = unit;
    }

    /** The writes to {@code target} that those of the event in hand join. */
    @SuppressWarnings("unchecked")
    public static <B extends TargetBatch> B of(ProjectionTarget target, Supplier<B> newBatch) {
        return (B) current().writes.computeIfAbsent(target, t -> newBatch.get());
    }

    /** The batch of the unit of work that is under way. */
    static ProjectionBatch current() {
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        return root.getOrComputeResource(RESOURCE, key -> {
            ProjectionBatch batch = new ProjectionBatch(root);
            root.onCommit(u -> batch.commit());
            return batch;
        });
    }

    /** What the batch must not take in. */
    void hold(HeldSequences sequences) {
        held = sequences;
    }

    /** @param release done when the batch has ended, however it ended */
    void onEnd(Runnable release) {
        unit.onCleanup(u -> release.run());
    }

    /** What is set aside in the generation that is written to; empty before the batch's first event. */
    Optional<HeldSequences> held() {
        return Optional.ofNullable(held);
    }

    /** Has the handlers handle the event in hand, unless it is held behind a letter; where they fail it becomes one. */
    void handle(Letters letters, String sequence, EventMessage<?> event, Callable<?> handlers) throws Exception {
        EventSource source = EventSource.current();
        HeldSequences sequences = held().orElseThrow();
        if (sequences.hold(sequence, source.position())) {
            sequences.add(letters.waiting(sequence, source, event));
            return;
        }
        taken.add(new Taken(sequence, source, event));
        try {
            handlers.call();
        } catch (Exception e) {
            if (!letters.isOfTheEvent(e)) {
                throw e;
            }
            setAside(letters, source, e);
        }
    }

    /** Works out what is to be written, and sets aside what cannot be. */
    void prepare(Letters letters, ProjectionSegment segment) {
        boolean ready = false;
        while (!ready) {
            try {
                writes.values().forEach(write -> write.prepare(segment));
                ready = true;
            } catch (PoisonedEventException e) {
                if (!(e.getCause() instanceof Exception failure) || !letters.isOfTheEvent(failure)) {
                    throw e;
                }
                setAside(letters, e.source(), failure);
            }
        }
    }

    private void setAside(Letters letters, EventSource source, Exception cause) {
        HeldSequences sequences = held().orElseThrow();
        Taken failed = taken.stream()
                .filter(one -> one.source().equals(source))
                .findFirst()
                .orElseThrow();
        List<Taken> withIt = taken.stream()
                .filter(one ->
                        one.sequence().equals(failed.sequence()) && one.source().position() >= source.position())
                .toList();
        taken.removeAll(withIt);
        for (Taken one : withIt) {
            writes.values().forEach(write -> write.remove(one.source()));
            sequences.add(
                    one.equals(failed)
                            ? letters.failed(one.sequence(), one.source(), one.event(), cause)
                            : letters.waiting(one.sequence(), one.source(), one.event()));
        }
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
