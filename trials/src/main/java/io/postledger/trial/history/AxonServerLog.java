package io.postledger.trial.history;

import io.postledger.api.EventCatalogue;
import io.postledger.privacy.SealedEvents;
import io.postledger.projection.Positions;
import io.postledger.store.CatalogueSerializer;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The log in an Axon Server, filled through its own event store: each piece is one of its transactions. */
public final class AxonServerLog implements HistoryLog {
    /** Axon Server takes a transaction as one message of at most some megabytes. */
    private static final int PIECE = 1_000;

    private final AxonServerConnectionManager connections;
    private final AxonServerEventStore store;
    private List<DomainEventMessage<?>> piece = new ArrayList<>(PIECE);

    /**
     * @param address HOST:PORT
     * @param serializer that the product reads these events with
     */
    public AxonServerLog(String address, CatalogueSerializer serializer) {
        AxonServerConfiguration configuration = AxonServerConfiguration.builder()
                .servers(address)
                .componentName("postledger-history")
                .build();
        connections = AxonServerConnectionManager.builder()
                .axonServerConfiguration(configuration)
                .build();
        store = AxonServerEventStore.builder()
                .configuration(configuration)
                .platformConnectionManager(connections)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .snapshotFilter(SnapshotFilter.allowAll())
                .build();
    }

    /**
     * For trials that an Axon Server is given to.
     *
     * @param address HOST:PORT; null where there is none
     * @param command that is refused where there are events already
     */
    public static void requireEmpty(@Nullable String address, CommandSpec command) {
        if (address == null) {
            return;
        }
        try (AxonServerLog log = new AxonServerLog(address, new CatalogueSerializer(new EventCatalogue()))) {
            if (Positions.indexOf(log.head()) >= 0) {
                throw new CommandLine.ParameterException(
                        command.commandLine(), "The Axon Server at " + address + " has events already.");
            }
        }
    }

    /** What reads it as well as it is written. */
    public AxonServerEventStore store() {
        return store;
    }

    @Override
    public void append(List<DomainEventMessage<?>> events) {
        events.forEach(event -> piece.add(SealedEvents.of(event)));
        if (piece.size() >= PIECE) {
            flush();
        }
    }

    @Override
    public void flush() {
        if (!piece.isEmpty()) {
            store.publish(piece);
        }
        piece = new ArrayList<>(PIECE);
    }

    @Override
    public @Nullable TrackingToken head() {
        return store.createHeadToken();
    }

    @Override
    public void close() {
        connections.shutdown();
    }
}
