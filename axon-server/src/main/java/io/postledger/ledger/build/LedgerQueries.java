package io.postledger.ledger.build;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.ledger.ConsistencyProof;
import io.postledger.api.ledger.FindConsistencyProof;
import io.postledger.api.ledger.FindInclusionProof;
import io.postledger.api.ledger.FindLedgerKeys;
import io.postledger.api.ledger.FindTreeHead;
import io.postledger.api.ledger.InclusionProof;
import io.postledger.api.ledger.LedgerKeyList;
import io.postledger.api.ledger.TreeHeadView;
import io.postledger.ledger.LedgerKey;
import io.postledger.ledger.MerkleTree;
import io.postledger.ledger.TreeHead;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.beans.factory.ObjectProvider;

/** Answers about the tree, its heads and keys. */
final class LedgerQueries {
    private static final HexFormat HEX = HexFormat.of();

    private final LedgerTables tables;
    private final StoredLog log;
    private final ObjectProvider<EventStore> events;

    LedgerQueries(LedgerTables tables, StoredLog log, ObjectProvider<EventStore> events) {
        this.tables = tables;
        this.log = log;
        this.events = events;
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

    @QueryHandler
    InclusionProof handle(FindInclusionProof query, @MetaDataValue(MessageContext.WORKSPACE) String workspace) {
        TreeHead head = newest();
        long position = log.positionOf(query.aggregateId(), query.sequence()).orElseThrow(LedgerQueries::eventNotFound);
        OptionalLong index = tables.indexOf(position);
        if (!isOf(workspace, query) || index.isEmpty() || index.getAsLong() >= head.size()) {
            throw eventNotFound();
        }
        MerkleTree tree = new MerkleTree(tables);
        long at = index.getAsLong();
        return new InclusionProof(
                at,
                position,
                HEX.formatHex(tree.leaves(at, at + 1).get(0)),
                hex(tree.path(0, at, head.size())),
                view(head));
    }

    /** Of another workspace nobody is told that it is there. */
    private boolean isOf(String workspace, FindInclusionProof query) {
        return events.getObject()
                .readEvents(query.aggregateId(), query.sequence())
                .asStream()
                .findFirst()
                .map(DomainEventMessage::getMetaData)
                .filter(metadata -> workspace.equals(metadata.get(MessageContext.WORKSPACE)))
                .isPresent();
    }

    private static RejectedException eventNotFound() {
        return new RejectedException(
                RejectionCode.EVENT_NOT_FOUND, "There is no such event under the newest head", Map.of());
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

    private static TreeHeadView view(TreeHead head) {
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

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HEX::formatHex).toList();
    }
}
