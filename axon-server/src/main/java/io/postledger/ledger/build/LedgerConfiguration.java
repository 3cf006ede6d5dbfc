package io.postledger.ledger.build;

import io.micrometer.core.instrument.MeterRegistry;
import io.postledger.api.EventCatalogue;
import io.postledger.api.ledger.Evidence;
import io.postledger.api.ledger.LedgerInspection;
import io.postledger.security.TokenCipher;
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

    /** All places that heads are anchored at. */
    public record Anchors(List<Anchor> all) {}

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
        return StreamedLog.ofAxonServer(store, serializer);
    }

    @Bean
    @ConditionalOnExpression(IN_SAGA)
    public Ledger ledger(
            StoredLog log,
            LedgerTables tables,
            PlatformTransactionManager transactions,
            TokenCipher seal,
            Clock clock) {
        return new Ledger(
                log, tables, new LedgerKeys(tables, seal, clock), new TransactionTemplate(transactions), clock);
    }

    @Bean
    @ConditionalOnExpression(IN_SAGA)
    public Anchors ledgerAnchors(
            @Value("${postledger.ledger.anchor-file:#{null}}") @Nullable Path file,
            @Value("${postledger.ledger.anchor-webhook:#{null}}") @Nullable URI webhook,
            @Value("${postledger.ledger.anchor-s3:#{null}}") @Nullable URI bucket,
            @Value("${postledger.ledger.anchor-s3-endpoint:#{null}}") @Nullable URI endpoint) {
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
        return new Anchors(anchors);
    }

    @Bean
    @ConditionalOnExpression(IN_SAGA)
    public LedgerCheck ledgerCheck(StoredLog log, LedgerTables tables) {
        return new LedgerCheck(log, tables);
    }

    @Bean
    @ConditionalOnExpression(IN_SAGA)
    public LedgerRun ledgerRun(
            Ledger ledger,
            StoredLog log,
            LedgerTables tables,
            LedgerCheck check,
            Anchors anchors,
            @Value("${postledger.ledger.head-interval:1m}") Duration interval,
            Clock clock,
            ObjectProvider<EventStore> events) {
        // An Axon Server keeps a stream's news for whoever reads it, and nobody does: it is looked at each second.
        Consumer<Runnable> news = log instanceof PostgresStoredLog
                ? toCall -> {
                    EventStore store = events.getObject();
                    store.openStream(store.createHeadToken()).setOnAvailableCallback(toCall);
                }
                : toCall -> {};
        return new LedgerRun(ledger, tables, check, anchors.all(), interval, clock, news);
    }

    @Bean
    @ConditionalOnExpression(IN_SAGA + " and ${postledger.ledger.check-rate:500} > 0")
    LedgerReread ledgerReread(
            LedgerTables tables,
            LedgerCheck check,
            JdbcOperations jdbc,
            PlatformTransactionManager transactions,
            @Value("${postledger.ledger.check-rate:500}") int rate,
            @Value("${postledger.ledger.check-every:1h}") Duration every,
            Clock clock) {
        return new LedgerReread(
                tables, new RereadTables(jdbc), check, new TransactionTemplate(transactions), rate, every, clock);
    }

    @Bean
    @ConditionalOnBean(LedgerReread.class)
    LedgerMetrics ledgerMetrics(LedgerReread reread, ObjectProvider<MeterRegistry> meters) {
        return new LedgerMetrics(reread, meters.stream().toList());
    }

    @Bean
    @ConditionalOnExpression(IN_SAGA)
    LedgerHealth ledgerHealth(LedgerRun run, ObjectProvider<LedgerReread> reread) {
        return new LedgerHealth(run, reread.getIfAvailable());
    }

    @Bean
    @ConditionalOnExpression(IN_SAGA)
    LedgerInspection ledgerInspection(LedgerTables tables, LedgerCheck check, Anchors anchors) {
        return new InspectionDesk(tables, check, new AnchoredHeads(check, anchors.all()));
    }

    @Bean
    @ConditionalOnExpression(IN_SAGA)
    Evidence evidence(
            Ledger ledger,
            StoredLog log,
            LedgerTables tables,
            @Qualifier("eventSerializer") Serializer serializer,
            EventCatalogue catalogue,
            Clock clock) {
        return new EvidenceDesk(ledger, log, tables, new RenderedEvents(serializer, catalogue), clock);
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
