package io.postledger.ledger.build;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.ledger.FindInclusionProof;
import io.postledger.api.ledger.InclusionProof;
import io.postledger.ledger.MerkleTree;
import io.postledger.ledger.TreeHead;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.beans.factory.ObjectProvider;

/** Proves events to members of their workspace: on nodes that know who these are. */
final class InclusionQueries {
    private final LedgerTables tables;
    private final RememberedTiles tiles;
    private final StoredLog log;
    private final ObjectProvider<EventStore> events;

    InclusionQueries(LedgerTables tables, StoredLog log, ObjectProvider<EventStore> events) {
        this.tables = tables;
        tiles = new RememberedTiles(tables);
        this.log = log;
        this.events = events;
    }

    @QueryHandler
    InclusionProof handle(FindInclusionProof query, @MetaDataValue(MessageContext.WORKSPACE) String workspace) {
        TreeHead head = tables.head()
                .orElseThrow(
                        () -> new RejectedException(RejectionCode.LEDGER_EMPTY, "Nothing was signed yet", Map.of()));
        OptionalLong position =
                isOf(workspace, query) ? log.positionOf(query.aggregateId(), query.sequence()) : OptionalLong.empty();
        OptionalLong index = position.isEmpty() ? position : tables.indexOf(position.getAsLong());
        if (index.isEmpty() || index.getAsLong() >= head.size()) {
            throw new RejectedException(
                    RejectionCode.EVENT_NOT_FOUND, "There is no such event under the newest head", Map.of());
        }
        MerkleTree tree = new MerkleTree(tiles);
        long at = index.getAsLong();
        return new InclusionProof(
                at,
                position.getAsLong(),
                HexFormat.of().formatHex(tree.leaves(at, at + 1).get(0)),
                LedgerQueries.hex(tree.path(0, at, head.size())),
                LedgerQueries.view(head));
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
}
