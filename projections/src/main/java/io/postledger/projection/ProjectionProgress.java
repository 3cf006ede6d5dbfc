package io.postledger.projection;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** How far a projection has come on this node, and what stands in its way. Thread-safe. */
final class ProjectionProgress {
    private final Clock clock;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong position = new AtomicLong(-1);
    private final AtomicReference<@Nullable Instant> lastBatch = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();

    ProjectionProgress(Clock clock) {
        this.clock = clock;
    }

    void wrote(int eventCount, TrackingToken token) {
        events.addAndGet(eventCount);
        batches.incrementAndGet();
        lastBatch.set(clock.instant());
        error.set(null);
        movedTo(Optional.of(token));
    }

    void movedTo(Optional<TrackingToken> token) {
        position.set(token.map(t -> t.position().orElse(-1)).orElse(-1L));
    }

    void failed(Throwable cause) {
        error.set(cause);
    }

    long events() {
        return events.get();
    }

    long batches() {
        return batches.get();
    }

    /** Position in the log, -1 before the first event. */
    long position() {
        return position.get();
    }

    /** When the last batch was written (UTC). */
    Optional<Instant> lastBatch() {
        return Optional.ofNullable(lastBatch.get());
    }

    /** What made the newest batch fail; empty once a batch has been written since. */
    Optional<Throwable> error() {
        return Optional.ofNullable(error.get());
    }
}
