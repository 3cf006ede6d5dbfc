package io.postledger.api.ledger;

import java.util.List;

/** @param path hashes in hexadecimal, as RFC 9162, 2.1.4 orders them */
public record ConsistencyProof(TreeHeadView earlier, TreeHeadView later, List<String> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }
}
