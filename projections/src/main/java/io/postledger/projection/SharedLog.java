package io.postledger.projection;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** The log as the builds of this node read it: those that stand at the same place read and decode it once, together. */
final class SharedLog {
    private final List<SharedReading> readings = new CopyOnWriteArrayList<>();

    /**
     * A stream of what comes after a position, used by one thread, which must not ask for what is not there: there is no waiting
     * without end.
     *
     * @param after null for the first event
     * @param isHandled which events are decoded ahead
     */
    BlockingStream<TrackedEventMessage<?>> open(
            StreamableMessageSource<TrackedEventMessage<?>> source,
            @Nullable TrackingToken after,
            Predicate<EventMessage<?>> isHandled) {
        return new SharedStream(token -> join(source, token, isHandled), after);
    }

    private synchronized SharedReading.Reader join(
            StreamableMessageSource<TrackedEventMessage<?>> source,
            @Nullable TrackingToken after,
            Predicate<EventMessage<?>> isHandled) {
        for (SharedReading reading : readings) {
            SharedReading.Reader reader = reading.join(after, isHandled);
            if (reader != null) {
                return reader;
            }
        }
        SharedReading reading = new SharedReading(source.openStream(after), after, readings::remove);
        readings.add(reading);
        SharedReading.Reader reader = reading.join(after, isHandled);
        if (reader == null) {
            throw new IllegalStateException("A reading begins where it was opened");
        }
        reading.start();
        return reader;
    }
}
