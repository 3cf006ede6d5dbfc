package io.postledger.api.history;

import io.postledger.api.account.Platform;
import io.postledger.api.metrics.Counters;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a post, link by link. Each event is there as its history has it.
 *
 * @param begun the decision that it goes out, or that it was imported; null before
 * @param moreReadings whether there are older readings of its metrics than those here, which are the newest
 */
public record PostChain(
        String postId,
        @Nullable String readingId,
        @Nullable HistoryEntry begun,
        List<Delivery> deliveries,
        boolean moreReadings) {
    /**
     * The way to one account.
     *
     * @param attempts by number; what came before the first is attempt 0
     * @param readings oldest first, as all else
     */
    public record Delivery(
            String publicationId,
            String accountId,
            Platform platform,
            List<Attempt> attempts,
            List<Reading> readings) {}

    /** One attempt to send, with the network's answers in its events' {@code exchange}. */
    public record Attempt(int number, List<HistoryEntry> events) {}

    /** What was counted at {@code observedAt} (UTC), and the event of the batch that says so. */
    public record Reading(String batchId, String eventId, Instant recordedAt, Instant observedAt, Counters counters) {}
}
