package io.postledger.projection;

import org.axonframework.eventhandling.TrackingToken;

/** What one batch of events writes to one target; used by one thread. */
public interface TargetBatch {
    /**
     * Writes all data and after it the position. May be called again after a failure: data that was written stays as it
     * is.
     */
    void write(ProjectionSegment segment, TrackingToken position);
}
