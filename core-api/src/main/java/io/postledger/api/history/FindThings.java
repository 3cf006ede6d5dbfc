package io.postledger.api.history;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page of the things of a kind that the workspace had at an instant, by id; answers {@link ThingPage}. A projection knows them, two
 * seconds behind the log at most. Within a reading of kind STATES of the workspace, which is good for the states of all of them.
 * Rejected: READING_NOT_RECORDED, HISTORY_CURSOR_INVALID, INVALID_REQUEST (limit).
 *
 * @param at those whose first event was recorded at this time or before (UTC)
 * @param cursor {@link ThingPage#nextCursor()} of the page before; null for the first
 * @param limit 1 to 200
 */
@Requires(Permission.READ_HISTORY)
public record FindThings(
        HistoryTarget.Kind kind,
        Instant at,
        @Nullable ReadingId readingId,
        @Nullable String cursor,
        int limit) {
    public static final int MOST = 200;
}
