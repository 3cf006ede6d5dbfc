package io.postledger.store;

import com.zaxxer.hikari.HikariDataSource;
import io.postledger.api.EventCatalogue;
import io.postledger.privacy.PersonalCipher;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSqlSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.axonframework.springboot.autoconfig.AxonServerAutoConfiguration;
import org.axonframework.springboot.autoconfig.JdbcAutoConfiguration;
import org.postgresql.PGProperty;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Which store holds the log: PostgreSQL by default, Axon Server where {@code postledger.event-store=axon-server}. Both
 * keep the same bytes under the same names.
 */
@AutoConfiguration(
        before = {AxonServerAutoConfiguration.class, JdbcAutoConfiguration.class, AxonAutoConfiguration.class})
@ConditionalOnClass(DataSource.class)
public class EventStoreConfiguration {
    /** Events read from PostgreSQL at a time; at Axon's default of 100 the round trips cost more than the rows. */
    private static final int FETCH_BATCH = 1_000;

    private static final String UNIQUE_VIOLATION = "23505";

    @Bean
    @ConditionalOnMissingBean
    EventCatalogue eventCatalogue() {
        return new EventCatalogue();
    }

    @Bean
    JsonRules storedJsonRules() {
        return new JsonRules();
    }

    @Bean
    @Qualifier("eventSerializer")
    CatalogueSerializer eventSerializer(EventCatalogue catalogue, PersonalCipher cipher) {
        return new CatalogueSerializer(catalogue, cipher);
    }

    /** PostgreSQL's driver puts the values of a refused statement into its errors, which are logged: here, whole events. */
    @Bean
    static BeanPostProcessor errorsWithoutValues() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    pool.addDataSourceProperty(PGProperty.LOG_SERVER_ERROR_DETAIL.getName(), "false");
                }
                return bean;
            }
        };
    }

    @Bean
    TokenSchema tokenSchema() {
        return TokenSchema.builder()
                .setTokenTable("processor_token")
                .setProcessorNameColumn("processor")
                .setSegmentColumn("segment")
                .setTokenColumn("token")
                .setTokenTypeColumn("token_type")
                .setTimestampColumn("claimed_at")
                .setOwnerColumn("owner")
                .build();
    }

    @Bean
    SagaSqlSchema sagaSqlSchema() {
        return new PostgresSagaSqlSchema();
    }

    /** The schema that {@code V1_01__event_log.sql} makes. */
    static EventSchema eventLogSchema() {
        return EventSchema.builder()
                .eventTable("event_log")
                .snapshotTable("event_snapshot")
                .globalIndexColumn("position")
                .aggregateIdentifierColumn("aggregate_id")
                .sequenceNumberColumn("sequence")
                .typeColumn("aggregate_type")
                .eventIdentifierColumn("event_id")
                .payloadTypeColumn("name")
                .payloadRevisionColumn("revision")
                .payloadColumn("payload")
                .metaDataColumn("metadata")
                .timestampColumn("recorded_at")
                .build();
    }

    @Bean
    @ConditionalOnProperty(name = "postledger.event-store", havingValue = "embedded", matchIfMissing = true)
    EventStorageEngine eventStorageEngine(
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            Configuration configuration,
            ConnectionProvider connectionProvider,
            TransactionManager transactionManager,
            PersistenceExceptionResolver persistenceExceptions) {
        return new PostgresEventStorageEngine(
                JdbcEventStorageEngine.builder()
                        .snapshotSerializer(serializer)
                        .eventSerializer(eventSerializer)
                        .upcasterChain(configuration.upcasterChain())
                        .snapshotFilter(configuration.snapshotFilter())
                        .persistenceExceptionResolver(persistenceExceptions)
                        .connectionProvider(connectionProvider)
                        .transactionManager(transactionManager)
                        .batchSize(FETCH_BATCH),
                eventLogSchema());
    }

    @Bean(name = "eventBus")
    @Qualifier("eventStore")
    @ConditionalOnProperty(name = "postledger.event-store", havingValue = "embedded", matchIfMissing = true)
    EmbeddedEventStore eventStore(EventStorageEngine storageEngine, Configuration configuration) {
        return new NotifyingEventStore(EmbeddedEventStore.builder()
                .storageEngine(storageEngine)
                .messageMonitor(configuration.messageMonitor(EventStore.class, "eventStore"))
                .spanFactory(configuration.getComponent(EventBusSpanFactory.class)));
    }

    @Bean
    @ConditionalOnProperty(name = "postledger.event-store", havingValue = "embedded", matchIfMissing = true)
    PersistenceExceptionResolver persistenceExceptionResolver() {
        return EventStoreConfiguration::isDuplicateKey;
    }

    /** By the state: PostgreSQL's driver does not throw the subclass that Axon's own resolver goes by. */
    private static boolean isDuplicateKey(Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failed && UNIQUE_VIOLATION.equals(failed.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
