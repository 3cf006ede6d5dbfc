package io.postledger.ledger.build;

import io.postledger.api.ledger.Evidence;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ledger, on nodes with the role saga: anchoring is a side effect on the outside world, and they have the key that seals. Proofs for members
 * of a workspace are made on nodes with the role query, which know the members.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
        })
@ConditionalOnBean(JdbcOperations.class)
@ConditionalOnExpression("'${postledger.roles:command,query,saga,ai,web}'.matches('.*(saga|query).*')")
public class LedgerConfiguration {
    private static final String IN_SAGA = "'${postledger.roles:command,query,saga,ai,web}'.contains('saga')";
    private static final String IN_QUERY = "'${postledger.roles:command,query,saga,ai,web}'.contains('query')";

    @Bean
    LedgerTables ledgerTables(JdbcOperations jdbc) {
        return new LedgerTables(jdbc);
    }

    @Bean
    @ConditionalOnProperty(name = "postledger.event-store", havingValue = "embedded", matchIfMissing = true)
    StoredLog storedLog(DataSource database) {
        return new PostgresStoredLog(database);
    }

    /** Without upcasters: the ledger is about what is stored. */
    @Bean
    @ConditionalOnProperty(name = "postledger.event-store", havingValue = "axon-server")
    StoredLog streamedLog(
            AxonServerConfiguration configuration,
            AxonServerConnectionManager connections,
            @Qualifier("eventSerializer") Serializer serializer) {
        AxonServerEventStore store = AxonServerEventStore.builder()
                .configuration(configuration)
                .platformConnectionManager(connections)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .snapshotFilter(SnapshotFilter.allowAll())
                .build();
        return new StreamedLog(
                store, serializer, position -> position < 0 ? null : new GlobalSequenceTrackingToken(position));
    }

    @Bean
    @ConditionalOnExpression(IN_SAGA)
    Ledger ledger(
            StoredLog log,
            LedgerTables tables,
            PlatformTransactionManager transactions,
            @Value("${postledger.security.token-key-file}") Path keyFile,
            Clock clock) {
        return new Ledger(
                log, tables, new LedgerKeys(tables, keyFile, clock), new TransactionTemplate(transactions), clock);
    }

    @Bean
    @ConditionalOnExpression(IN_SAGA)
    LedgerRun ledgerRun(
            Ledger ledger,
            StoredLog log,
            LedgerTables tables,
            @Value("${postledger.ledger.anchor-file:#{null}}") @Nullable Path file,
            @Value("${postledger.ledger.anchor-webhook:#{null}}") @Nullable URI webhook,
            @Value("${postledger.ledger.anchor-s3:#{null}}") @Nullable URI bucket,
            @Value("${postledger.ledger.anchor-s3-endpoint:#{null}}") @Nullable URI endpoint,
            @Value("${postledger.ledger.head-interval:1m}") Duration interval,
            Clock clock,
            ObjectProvider<EventStore> events) {
        List<Anchor> anchors = new ArrayList<>();
        if (file != null) {
            anchors.add(new FileAnchor(file));
        }
        if (bucket != null) {
            anchors.add(new BucketAnchor(bucket, endpoint));
        }
        if (webhook != null) {
            anchors.add(new WebhookAnchor(webhook));
        }
        // An Axon Server keeps a stream's news for whoever reads it, and nobody does: it is looked at each second.
        Consumer<Runnable> news = log instanceof PostgresStoredLog
                ? toCall -> {
                    EventStore store = events.getObject();
                    store.openStream(store.createHeadToken()).setOnAvailableCallback(toCall);
                }
                : toCall -> {};
        return new LedgerRun(ledger, tables, new LedgerCheck(log, tables), anchors, interval, clock, news);
    }

    @Bean
    @ConditionalOnExpression(IN_SAGA)
    LedgerHealth ledgerHealth(LedgerRun run) {
        return new LedgerHealth(run);
    }

    @Bean
    @ConditionalOnExpression(IN_SAGA)
    Evidence evidence(Ledger ledger, StoredLog log, LedgerTables tables, Clock clock) {
        return new EvidenceDesk(ledger, log, tables, clock);
    }

    @Bean
    @ConditionalOnExpression(IN_SAGA)
    LedgerQueries ledgerQueries(LedgerTables tables) {
        return new LedgerQueries(tables);
    }

    @Bean
    @ConditionalOnExpression(IN_QUERY)
    InclusionQueries inclusionQueries(LedgerTables tables, StoredLog log, ObjectProvider<EventStore> events) {
        return new InclusionQueries(tables, log, events);
    }
}
