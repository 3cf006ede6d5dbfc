package io.postledger.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postledger.api.projection.FindLetters;
import io.postledger.api.projection.LetterList;
import io.postledger.embedded.launch.FreePorts;
import io.postledger.embedded.testing.MongoDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.projection.mongo.MongoStore;
import io.postledger.projection.mongo.MongoView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.queryhandling.QueryGateway;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The mechanism as Spring Boot and Axon's own auto-configuration put it together. */
class ProjectionsConfigurationIT {
    record NoteTaken(String id) {}

    @ProcessingGroup("wired")
    static class Wired implements Projection {
        private final MongoView view;

        Wired(MongoStore store) {
            view = new MongoView(store, "wired", List.of());
        }

        @Override
        public List<MongoView> targets() {
            return List.of(view);
        }

        @EventHandler
        void on(NoteTaken event) {
            if (event.id().startsWith("poison")) {
                throw new IllegalStateException("poison");
            }
            view.create(event.id(), Document::new);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        Wired wired(MongoStore store) {
            return new Wired(store);
        }

        @Bean
        EventStorageEngine eventStorageEngine() {
            return new InMemoryEventStorageEngine();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }
    }

    @Test
    void givenEvents_whenTheProductRuns_thenProjectedMeasuredAndHealthy() {
        MongoDatabase mongo = TestStores.newMongoDatabase();
        try (ConfigurableApplicationContext product = start(mongo.uri())) {
            publish(product, "note1");
            Wired wired = product.getBean(Wired.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> wired.view.find("note1").isPresent());

            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                assertThat(health(product).getStatus()).isEqualTo(Status.UP);
                assertThat(details(product, "wired"))
                        .containsEntry("state", "UP_TO_DATE")
                        .containsEntry("lag", 0L);
            });
            MeterRegistry meters = product.getBean(MeterRegistry.class);
            assertThat(meters.get("postledger.projection.events")
                            .tag("projection", "wired")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("postledger.projection.lag")
                            .tag("projection", "wired")
                            .gauge()
                            .value())
                    .isZero();

            publish(product, "poison1");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(meters.get("postledger.projection.letters")
                                    .tag("projection", "wired")
                                    .gauge()
                                    .value())
                            .isEqualTo(1));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(details(product, "wired"))
                            .containsEntry("state", "UP_TO_DATE")
                            .containsEntry("letters", 1));
            LetterList letters = product.getBean(QueryGateway.class)
                    .query(new FindLetters("wired", null, true, 10), LetterList.class)
                    .join();
            assertThat(letters.items())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.payload()).contains("poison1"));

            publish(product, "poison2");
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(health(product).getStatus()).isEqualTo(Status.DOWN);
                assertThat(details(product, "wired")).containsEntry("state", "ERROR");
            });
            assertThat(meters.get("postledger.projection.error")
                            .tag("projection", "wired")
                            .gauge()
                            .value())
                    .isEqualTo(1);
        }
    }

    @Test
    void givenStoreAway_whenTheProductStarts_thenItRunsAndSaysSo() {
        try (ConfigurableApplicationContext product = start("mongodb://127.0.0.1:" + FreePorts.any() + "/nowhere")) {
            publish(product, "note1");

            assertThat(health(product).getStatus()).isEqualTo(Status.DOWN);
            assertThat(details(product, "wired")).containsEntry("state", "STORE_UNREACHABLE");
        }
    }

    private static ConfigurableApplicationContext start(String mongoUri) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "axon.axonserver.enabled=false",
                        "axon.update-check.disabled=true",
                        "axon.serializer.general=jackson3",
                        "axon.eventhandling.processors.wired.mode=pooled",
                        "axon.eventhandling.processors.wired.initial-segment-count=1",
                        "axon.eventhandling.processors.wired.batch-size=50",
                        "postledger.mongodb.uri=" + mongoUri,
                        "postledger.clickhouse.url=http://127.0.0.1:" + FreePorts.any(),
                        "postledger.letters.most=1",
                        "postledger.store-patience=1s")
                .run();
    }

    private static void publish(ConfigurableApplicationContext product, String id) {
        product.getBean(EventStore.class).publish(new GenericDomainEventMessage<>("note", id, 0, new NoteTaken(id)));
    }

    private static Health health(ConfigurableApplicationContext product) {
        return product.getBean(ProjectionsHealth.class).health();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> details(ConfigurableApplicationContext product, String projection) {
        return (Map<String, Object>) health(product).getDetails().get(projection);
    }
}
