package io.postledger.api.ledger;

import java.util.List;

/**
 * An event's way to the root.
 *
 * @param index of its leaf, from 0
 * @param position in the log
 * @param leaf its hash, in hexadecimal
 * @param path hashes from the leaf up, in hexadecimal, as RFC 9162, 2.1.3 orders them
 */
public record InclusionProof(long index, long position, String leaf, List<String> path, TreeHeadView head) {
    public InclusionProof {
        path = List.copyOf(path);
    }
}
