package io.postledger.api.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the log, held against the ledger.
 *
 * @param size leaves of the tree
 * @param next leaf that the next piece begins with; null where this was the last
 * @param heads anchored ones that the tree was held against
 * @param unreadable anchors that could not be asked
 */
public record LedgerPiece(long size, @Nullable Long next, int heads, List<String> unreadable, List<Found> findings) {
    /**
     * What is not as it must be.
     *
     * @param code as docs/ledger.md lists them
     * @param first leaf that it is about; null where it is about the whole
     * @param last such leaf
     * @param text for a person; without anything that people wrote
     */
    public record Found(
            String code, @Nullable Long first, @Nullable Long last, String text) {}
}
