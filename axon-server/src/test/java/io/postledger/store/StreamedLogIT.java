package io.postledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.EventCatalogue;
import io.postledger.api.post.PostDeleted;
import io.postledger.embedded.testing.PostgresDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.ledger.Leaf;
import io.postledger.ledger.build.PostgresStoredLog;
import io.postledger.ledger.build.StreamedLog;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Through Axon's interface the ledger sees the bytes that are stored, too: here those of a log that can be read both ways. */
class StreamedLogIT {
    @Test
    void givenLog_whenReadThroughAxon_thenTheStoredBytesAndNamesOfEveryRevision() throws Exception {
        PostgresDatabase postgres = TestStores.newPostgresDatabase();
        DriverManagerDataSource source =
                new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Flyway.configure().dataSource(source).load().migrate();
        CatalogueSerializer serializer = new CatalogueSerializer(new EventCatalogue());
        EmbeddedEventStore store = EmbeddedEventStore.builder()
                .storageEngine(new PostgresEventStorageEngine(
                        JdbcEventStorageEngine.builder()
                                .eventSerializer(serializer)
                                .snapshotSerializer(serializer)
                                .connectionProvider(source::getConnection)
                                .transactionManager(NoTransactionManager.instance()),
                        EventStoreConfiguration.eventLogSchema()))
                .build();
        for (int i = 0; i < 30; i++) {
            store.publish(new GenericDomainEventMessage<>(
                    "Post", "post_" + i, 0, new PostDeleted("post_" + i), Map.of("actor", "user:" + i)));
        }
        // As an event of an earlier revision stands there.
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE event_log SET revision = '0', payload = '{\"old\": true}' WHERE position = 7");
        }
        StreamedLog streamed = new StreamedLog(
                store,
                serializer,
                position -> position < 0 ? null : GapAwareTrackingToken.newInstance(position, new TreeSet<>()));
        try {
            List<Leaf> all = new PostgresStoredLog(source).settledAfter(-1, 100);
            List<Leaf> seen = new ArrayList<>(streamed.settledAfter(-1, 10));
            assertThat(seen).hasSize(10);
            seen.addAll(streamed.settledAfter(10, 100));
            assertThat(hex(seen)).isEqualTo(hex(all));

            List<Leaf> some = new ArrayList<>();
            streamed.read(4, 9, some::add);
            assertThat(hex(some)).isEqualTo(hex(all.subList(4, 9)));
            assertThat(streamed.positionOf("post_20", 0)).hasValue(21);
            assertThat(streamed.positionOf("post_20", 1)).isEmpty();
        } finally {
            store.shutDown();
        }
    }

    private static List<String> hex(List<Leaf> leaves) {
        return leaves.stream()
                .map(leaf -> HexFormat.of().formatHex(leaf.bytes()))
                .toList();
    }
}
