package io.postledger.api.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a history.
 *
 * @param target what was asked for; the workspace for a search
 * @param readingId the reading that it was shown within; null where none is needed
 * @param nextCursor for the page after; null on the last
 */
public record HistoryPage(
        String target,
        @Nullable String readingId,
        List<HistoryEntry> entries,
        @Nullable String nextCursor) {}
