package io.postledger.ledger.build;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.ledger.ConsistencyProof;
import io.postledger.api.ledger.FindConsistencyProof;
import io.postledger.api.ledger.FindLedgerKeys;
import io.postledger.api.ledger.FindTreeHead;
import io.postledger.api.ledger.LedgerKeyList;
import io.postledger.api.ledger.TreeHeadView;
import io.postledger.ledger.LedgerKey;
import io.postledger.ledger.MerkleTree;
import io.postledger.ledger.TreeHead;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;

/** Answers about the tree, its heads and keys. */
final class LedgerQueries {
    private static final HexFormat HEX = HexFormat.of();

    private final LedgerTables tables;

    LedgerQueries(LedgerTables tables) {
        this.tables = tables;
    }

    @QueryHandler
    TreeHeadView handle(FindTreeHead query) {
        return view(query.size() == null ? newest() : head(query.size()));
    }

    @QueryHandler
    LedgerKeyList handle(FindLedgerKeys query) {
        return new LedgerKeyList(tables.keys().stream().map(LedgerQueries::view).toList());
    }

    @QueryHandler
    ConsistencyProof handle(FindConsistencyProof query) {
        TreeHead earlier = head(query.earlier());
        TreeHead later = head(query.later());
        if (earlier.size() > later.size()) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST, "The earlier head is larger than the later one", Map.of());
        }
        return new ConsistencyProof(
                view(earlier), view(later), hex(new MerkleTree(tables).consistency(earlier.size(), later.size())));
    }

    private TreeHead newest() {
        return tables.head()
                .orElseThrow(
                        () -> new RejectedException(RejectionCode.LEDGER_EMPTY, "Nothing was signed yet", Map.of()));
    }

    private TreeHead head(long size) {
        return tables.head(size)
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.HEAD_NOT_FOUND,
                        "No head of this size was signed",
                        Map.of("size", Long.toString(size))));
    }

    static TreeHeadView view(TreeHead head) {
        return new TreeHeadView(
                head.origin(),
                head.size(),
                HEX.formatHex(head.root()),
                head.position(),
                head.time(),
                head.keyId(),
                HEX.formatHex(head.signature()));
    }

    private static LedgerKeyList.Key view(LedgerKey key) {
        return new LedgerKeyList.Key(
                key.origin(),
                key.id(),
                HEX.formatHex(key.publicKey()),
                key.since(),
                key.before(),
                HEX.formatHex(key.signature()),
                key.endorsement() == null ? null : HEX.formatHex(key.endorsement()));
    }

    static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HEX::formatHex).toList();
    }
}
