package io.postledger.projection;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** What one build reads of a {@link SharedReading}; of another one where it was left behind. */
final class SharedStream implements BlockingStream<TrackedEventMessage<?>> {
    private final Function<@Nullable TrackingToken, SharedReading.Reader> join;
    private SharedReading.Reader reader;
    private Iterator<TrackedEventMessage<?>> piece = Collections.emptyIterator();
    private @Nullable TrackingToken reached;
    private @Nullable TrackedEventMessage<?> next;

    /** @param join joins a reading after a position */
    SharedStream(Function<@Nullable TrackingToken, SharedReading.Reader> join, @Nullable TrackingToken after) {
        this.join = join;
        reached = after;
        reader = join.apply(after);
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        if (next == null && piece.hasNext()) {
            next = piece.next();
        }
        return Optional.ofNullable(next);
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        if (peek().isPresent()) {
            return true;
        }
        List<TrackedEventMessage<?>> more = reader.take(unit.toMillis(timeout));
        if (more == null) {
            reader = join.apply(reached);
            return hasNextAvailable(timeout, unit);
        }
        piece = more.iterator();
        return peek().isPresent();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        TrackedEventMessage<?> event = peek().orElseThrow();
        next = null;
        reached = event.trackingToken();
        return event;
    }

    @Override
    public void close() {
        reader.close();
    }
}
