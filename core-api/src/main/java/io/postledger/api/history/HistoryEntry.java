package io.postledger.api.history;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stored event.
 *
 * @param sequence sequence number within its aggregate, from 0: the version that it made
 * @param event catalogue name
 * @param at when it was recorded (UTC)
 * @param eventId identifies the event in the log
 * @param actor who did it, as {@link io.postledger.api.MessageContext#ACTOR}
 * @param onBehalfOf for whom, where a process did it for somebody
 * @param command the command that it was decided by
 * @param causedBy id of the message that it followed from at once: that command
 * @param traceId id of the message that all began with
 * @param words what happened, in a sentence
 * @param data the event's own fields
 */
public record HistoryEntry(
        String aggregateId,
        long sequence,
        String event,
        int revision,
        Instant at,
        String eventId,
        @Nullable String actor,
        @Nullable String onBehalfOf,
        @Nullable String requestId,
        @Nullable String source,
        @Nullable String command,
        @Nullable String causedBy,
        @Nullable String traceId,
        String words,
        Map<String, Object> data) {}
