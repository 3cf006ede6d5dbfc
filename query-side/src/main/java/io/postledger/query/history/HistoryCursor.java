package io.postledger.query.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the pages of a history have come.
 *
 * @param target what it is of
 * @param reading that it belongs to; null where none is needed
 * @param next sequence number in the thing's own stream
 * @param begun sequence number of the event from which the streams beside it are known; -1 before it
 * @param beside next sequence number in each stream beside it
 */
record HistoryCursor(String target, @Nullable String reading, long next, long begun, List<Long> beside)
        implements Cursors.PageCursor {
    HistoryCursor {
        beside = beside == null ? List.of() : List.copyOf(beside);
        if (target == null || next < 0 || begun < -1 || beside.stream().anyMatch(sequence -> sequence < 0)) {
            throw Cursors.invalid();
        }
    }
}
