package io.postledger.api.history;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.jspecify.annotations.Nullable;

/**
 * A page of everything that happened to a thing, oldest first, read from the log; answers {@link HistoryPage}. Of a post with its
 * deliveries, of the workspace with its audit trail and consents, of a member what was done with their membership.
 *
 * <p>A post's history is open to its team; everything else, and everything to an auditor, is shown within a reading only ({@link
 * RecordReading}). Rejected: NOT_PERMITTED, READING_NOT_RECORDED, HISTORY_CURSOR_INVALID, INVALID_REQUEST (limit), and that of the
 * target where it is not found.
 *
 * @param readingId the reading of kind EVENTS that this belongs to; with a cursor it may be left out
 * @param cursor {@link HistoryPage#nextCursor()} of the page before; null for the first
 * @param limit 1 to 1,000
 */
@Requires(Permission.READ)
public record FindHistory(
        HistoryTarget target,
        @Nullable ReadingId readingId,
        @Nullable String cursor,
        int limit) {
    public static final int MOST = 1_000;
}
