package io.postledger.projection;

import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** What one batch of events writes to one target; used by one thread. */
public interface TargetBatch {
    /** Forgets all that an event was to write. */
    void remove(EventSource source);

    /**
     * Works out what {@link #write} is to store, and stores nothing. May be called again after {@link #remove}.
     *
     * @throws PoisonedEventException where that fails through one event
     */
    void prepare(ProjectionSegment segment);

    /**
     * Writes all data and after it the position. May be called again after a failure: data that was written stays as it
     * is.
     *
     * @param position null where it stays: the data is of events that it has passed
     */
    void write(ProjectionSegment segment, @Nullable TrackingToken position);
}
