package io.postledger.ledger;

import java.time.Instant;
import java.util.List;

/**
 * The first line of a bundle: what must be in it, and what it is proved by.
 *
 * @param format {@value #FORMAT}, or 1: without a selection's workspace, and without renderings
 * @param isReadable whether a rendering stands beside each event
 * @param ranges indexes of the selected leaves: first, last, first, last…, ascending
 * @param earlier heads before this one, each with the proof that its tree is the beginning of this one
 */
public record Manifest(
        int format,
        String origin,
        Instant madeAt,
        Selection selection,
        boolean isReadable,
        TreeHead head,
        List<LedgerKey> keys,
        List<Earlier> earlier,
        long[] ranges) {
    /** What is written; a reader that knows none so high says so. */
    public static final int FORMAT = 2;

    /** What is still read. */
    static final int FIRST_FORMAT = 1;

    /** @param path as {@link MerkleTree#consistency} gives it */
    public record Earlier(TreeHead head, List<byte[]> path) {}

    /** Events that were selected. */
    public long events() {
        long count = 0;
        for (int i = 0; i < ranges.length; i += 2) {
            count += ranges[i + 1] - ranges[i] + 1;
        }
        return count;
    }
}
