package io.postledger.projection;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** How far a projection has come on this node, and what stands in its way. Thread-safe. */
final class ProjectionProgress {
    private final Clock clock;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();
    private final Map<Integer, Long> positions = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Instant> lastBatch = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> openError = new AtomicReference<>();
    private final AtomicReference<@Nullable FailedBatch> batchError = new AtomicReference<>();

    /** @param position of its first event */
    private record FailedBatch(Throwable cause, long position) {}

    ProjectionProgress(Clock clock) {
        this.clock = clock;
    }

    /** A segment was taken over, and goes on from there. */
    void opened(int segment, Optional<TrackingToken> token) {
        openError.set(null);
        movedTo(segment, token);
    }

    void wrote(int segment, int eventCount, TrackingToken token) {
        events.addAndGet(eventCount);
        batches.incrementAndGet();
        lastBatch.set(clock.instant());
        movedTo(segment, Optional.of(token));
    }

    void movedTo(int segment, Optional<TrackingToken> token) {
        positions.put(segment, Positions.indexOf(token.orElse(null)));
    }

    void couldNotOpen(Throwable cause) {
        openError.set(cause);
    }

    /** @param position of the first event of the batch that failed */
    void failed(Throwable cause, long position) {
        batchError.set(new FailedBatch(cause, position));
    }

    long events() {
        return events.get();
    }

    long batches() {
        return batches.get();
    }

    /** Position in the log of the segment that is furthest behind, -1 before the first event; up to five seconds old. */
    long position() {
        return positions.values().stream().mapToLong(Long::longValue).min().orElse(-1);
    }

    /** Whether it knows of all segments. */
    boolean isOfAll(int segments) {
        return positions.size() == segments;
    }

    /** When the last batch was written (UTC). */
    Optional<Instant> lastBatch() {
        return Optional.ofNullable(lastBatch.get());
    }

    /** What the projection stands still at; empty once it has got past it. */
    Optional<Throwable> error() {
        FailedBatch failed = batchError.get();
        return failed != null && position() < failed.position()
                ? Optional.of(failed.cause())
                : Optional.ofNullable(openError.get());
    }
}
