package io.postledger.query.history;

import io.postledger.api.EventCatalogue;
import io.postledger.api.MessageContext;
import io.postledger.api.history.OperatorExportBegun;
import io.postledger.projection.Projection;
import io.postledger.projection.clickhouse.ClickHouseRow;
import io.postledger.projection.clickhouse.ClickHouseStore;
import io.postledger.projection.clickhouse.ClickHouseTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/** Where in the log a workspace's history stands, by who did what to what. No text is kept here: it stays in the log. */
@Component
@ProcessingGroup("history_index")
class HistoryIndexProjection implements Projection {
    /** The workspace of what concerns every one. */
    static final String EVERY_WORKSPACE = "";

    private final ClickHouseTable index;
    private final EventCatalogue catalogue;

    HistoryIndexProjection(ClickHouseStore store, EventCatalogue catalogue) {
        this.index = new ClickHouseTable(store, "history_index");
        this.catalogue = catalogue;
    }

    @Override
    public List<ClickHouseTable> targets() {
        return List.of(index);
    }

    ClickHouseTable index() {
        return index;
    }

    /** What belongs to no workspace is no workspace's history, but for what was taken out of all of them: that is everybody's. */
    @EventHandler
    void on(Object payload, DomainEventMessage<?> event) {
        MetaData context = event.getMetaData();
        String workspace = (String) context.get(MessageContext.WORKSPACE);
        if (workspace == null && payload instanceof OperatorExportBegun) {
            workspace = EVERY_WORKSPACE;
        }
        if (workspace == null) {
            return;
        }
        Set<String> targets = NamedIds.in(payload);
        targets.add(event.getAggregateIdentifier());
        targets.remove(workspace);
        index.insert(new ClickHouseRow()
                .set("workspace_id", workspace)
                .set("recorded_at", event.getTimestamp())
                .set("aggregate_id", event.getAggregateIdentifier())
                .set("sequence", event.getSequenceNumber())
                .set(
                        "name",
                        catalogue
                                .find((Class<?>) event.getPayloadType())
                                .orElseThrow()
                                .name())
                .set(
                        "actors",
                        Stream.of(MessageContext.ACTOR, MessageContext.ON_BEHALF_OF)
                                .map(context::get)
                                .filter(String.class::isInstance)
                                .toList())
                .set("targets", List.copyOf(targets)));
    }
}
