package io.postledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.axoniq.axonserver.connector.event.AggregateEventStream;
import io.postledger.api.EventCatalogue;
import io.postledger.api.Ids;
import io.postledger.api.post.PostDeleted;
import io.postledger.api.post.PostId;
import java.time.Clock;
import java.util.Map;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What stands in a real Axon Server: the same names, revisions and bytes as in the embedded log. */
@EnabledIfEnvironmentVariable(
        named = "POSTLEDGER_TEST_AXON_SERVER",
        matches = ".+:\\d+",
        disabledReason = "No Axon Server: set POSTLEDGER_TEST_AXON_SERVER=HOST:PORT to run this")
class AxonServerStoreIT {
    @Test
    void givenEvent_whenStored_thenItStandsUnderItsCatalogueNameAndIsReadBack() throws Exception {
        String address = System.getenv("POSTLEDGER_TEST_AXON_SERVER");
        AxonServerConfiguration configuration = AxonServerConfiguration.builder()
                .servers(address)
                .componentName("postledger-test")
                .build();
        AxonServerConnectionManager connections = AxonServerConnectionManager.builder()
                .axonServerConfiguration(configuration)
                .build();
        CatalogueSerializer serializer = new CatalogueSerializer(new EventCatalogue());
        AxonServerEventStore store = AxonServerEventStore.builder()
                .configuration(configuration)
                .platformConnectionManager(connections)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .snapshotFilter(SnapshotFilter.allowAll())
                .build();
        try {
            String id =
                    new Ids(Clock.systemUTC()).next(PostId.PREFIX, PostId::new).value();
            store.publish(new GenericDomainEventMessage<>(
                    "Post", id, 0, new PostDeleted(id), Map.of("workspace", "ws", "actor", "process:test")));

            DomainEventMessage<?> read = store.readEvents(id).next();
            assertThat(read.getPayload()).isEqualTo(new PostDeleted(id));
            assertThat(read.getMetaData()).containsEntry("actor", "process:test");
            AggregateEventStream raw =
                    connections.getConnection().eventChannel().openAggregateStream(id);
            assertThat(raw.next().getPayload().getType()).isEqualTo("post.PostDeleted");
        } finally {
            connections.shutdown();
        }
    }
}
