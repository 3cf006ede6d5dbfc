package io.postledger.query.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The event that a page of a search ended with, and the reading that it belongs to. */
record SearchCursor(@Nullable String reading, Instant at, String aggregateId, long sequence)
        implements Cursors.PageCursor {
    SearchCursor {
        if (at == null || aggregateId == null || sequence < 0) {
            throw Cursors.invalid();
        }
    }
}
