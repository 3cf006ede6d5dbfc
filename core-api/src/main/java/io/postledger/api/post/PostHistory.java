package io.postledger.api.post;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The history of a post. */
public record PostHistory(String postId, List<Entry> entries) {
    /**
     * One stored event.
     *
     * @param sequence sequence number within its aggregate, from 0
     * @param event catalogue name
     * @param at when it was recorded (UTC)
     * @param data the event's own fields
     */
    public record Entry(
            String aggregateId,
            long sequence,
            String event,
            int revision,
            Instant at,
            @Nullable String actor,
            @Nullable String requestId,
            @Nullable String source,
            Map<String, Object> data) {}
}
