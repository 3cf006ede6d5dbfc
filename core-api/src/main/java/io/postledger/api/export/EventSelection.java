package io.postledger.api.export;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the log; what is null or empty selects nothing out.
 *
 * @param from the earliest time an event was recorded at, inclusive, UTC
 * @param until the time before which it was recorded, UTC
 * @param types stored names, such as {@code post.PostDrafted}
 * @param workspace the workspace it belongs to
 * @param upTo position of the last event of the log to look at; null: the end of the log as it is now
 */
public record EventSelection(
        @Nullable Instant from,
        @Nullable Instant until,
        Set<String> types,
        @Nullable String workspace,
        @Nullable Long upTo) {
    public EventSelection {
        types = Set.copyOf(types);
    }
}
