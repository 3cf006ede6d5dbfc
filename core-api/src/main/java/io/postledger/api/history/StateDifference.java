package io.postledger.api.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs between two states of a thing: versions {@code from} and {@code to}. */
public record StateDifference(String target, @Nullable String readingId, long from, long to, List<Change> changes) {
    /**
     * One value that is not the same.
     *
     * @param path where it stands in state or contents, as a JSON Pointer (RFC 6901)
     * @param before null where there was none
     * @param after null where there is none
     */
    public record Change(
            String path, @Nullable Object before, @Nullable Object after) {}
}
