package io.postledger.trial.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.postledger.api.EventCatalogue;
import io.postledger.store.CatalogueSerializer;
import io.postledger.trial.Waiting;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.jpa.SimpleEntityManagerProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jpa.JpaTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * The product's replay, against what Axon and Spring Boot do where nobody sets anything: events, tokens and all in JPA, a
 * tracking processor that takes event by event. Both count, on the same server; the defaults on the first events only.
 */
final class DefaultsMeasure implements Measure {
    private static final int MOST_EVENTS = 10_000;
    private static final int APPENDED_AT_ONCE = 500;
    private static final String SCHEMA = "axon_defaults";
    private static final Duration PATIENCE = Duration.ofHours(1);

    @Override
    public String name() {
        return "defaults";
    }

    @Override
    public Optional<String> notOnAxonServer() {
        return Optional.of("Axon's defaults there keep no events in JPA, and reading is Axon Server's own for both");
    }

    @Override
    public List<Ratio> take(BenchRoom room) throws Exception {
        int size = (int) Math.min(MOST_EVENTS, room.events());
        List<Double> defaults = new ArrayList<>();
        List<Double> tuned = new ArrayList<>();
        try (HikariDataSource connections = connections(room)) {
            LocalContainerEntityManagerFactoryBean units = units(connections);
            EntityManagerFactory factory = units.getObject();
            try {
                EntityManager entities = SharedEntityManagerCreator.createSharedEntityManager(factory);
                EntityManagerProvider provider = new SimpleEntityManagerProvider(entities);
                TransactionManager transactions = new SpringTransactionManager(new JpaTransactionManager(factory));
                EmbeddedEventStore store = store(connections, provider, transactions);
                copy(room, store, transactions, size);
                for (int round = 0; round < room.rounds(); round++) {
                    defaults.add(size / seconds(store, provider, transactions, size, round));
                    tuned.add(room.events() / room.rebuild(List.of(Counting.NAME)));
                    room.stand();
                }
                store.shutDown();
            } finally {
                units.destroy();
            }
        }
        return List.of(Ratio.atLeast(
                20,
                "tuned to Axon's defaults",
                new Ratio.Term("rebuild of a projection that counts, all events", tuned, "events/s"),
                new Ratio.Term("JPA store, tracking processor, the first " + size + " events", defaults, "events/s")));
    }

    private static HikariDataSource connections(BenchRoom room) throws SQLException {
        try (Connection connection = room.stores().postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
        }
        HikariDataSource connections = new HikariDataSource();
        connections.setJdbcUrl(room.stores().postgres().url());
        connections.setUsername(room.stores().postgres().user());
        connections.setPassword(room.stores().postgres().password());
        connections.setSchema(SCHEMA);
        return connections;
    }

    private static LocalContainerEntityManagerFactoryBean units(HikariDataSource connections) {
        LocalContainerEntityManagerFactoryBean units = new LocalContainerEntityManagerFactoryBean();
        units.setDataSource(connections);
        units.setPersistenceUnitName(SCHEMA);
        units.setPackagesToScan(
                "org.axonframework.eventsourcing.eventstore.jpa", "org.axonframework.eventhandling.tokenstore.jpa");
        units.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        units.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
        units.afterPropertiesSet();
        return units;
    }

    private static EmbeddedEventStore store(
            HikariDataSource connections, EntityManagerProvider provider, TransactionManager transactions)
            throws SQLException {
        CatalogueSerializer serializer = new CatalogueSerializer(new EventCatalogue());
        return EmbeddedEventStore.builder()
                .storageEngine(JpaEventStorageEngine.builder()
                        .entityManagerProvider(provider)
                        .transactionManager(transactions)
                        .dataSource(connections)
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .build())
                .build();
    }

    private static void copy(BenchRoom room, EmbeddedEventStore store, TransactionManager transactions, int size)
            throws Exception {
        try (var log = room.product().bean(EventStore.class).openStream(null)) {
            for (int copied = 0; copied < size; ) {
                List<EventMessage<?>> some = new ArrayList<>();
                while (some.size() < APPENDED_AT_ONCE && copied < size) {
                    TrackedEventMessage<?> event = log.nextAvailable();
                    some.add(event);
                    copied++;
                }
                transactions.executeInTransaction(() -> store.publish(some));
            }
        }
    }

    private static double seconds(
            EmbeddedEventStore store,
            EntityManagerProvider provider,
            TransactionManager transactions,
            int size,
            int round) {
        Counted handler = new Counted();
        TrackingEventProcessor processor = TrackingEventProcessor.builder()
                .name("defaults-" + round)
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(handler)
                        .build())
                .messageSource((StreamableMessageSource<TrackedEventMessage<?>>) store)
                .tokenStore(JpaTokenStore.builder()
                        .entityManagerProvider(provider)
                        .serializer(new CatalogueSerializer(new EventCatalogue()))
                        .build())
                .transactionManager(transactions)
                .build();
        long begin = System.nanoTime();
        processor.start();
        try {
            Waiting.until(PATIENCE, "Axon's defaults have handled " + size, () -> handler.handled.get() >= size);
            return BenchRoom.seconds(begin);
        } finally {
            processor.shutDown();
        }
    }

    private static final class Counted {
        private final AtomicLong handled = new AtomicLong();

        @EventHandler
        void on(Object event) {
            handled.incrementAndGet();
        }
    }
}
