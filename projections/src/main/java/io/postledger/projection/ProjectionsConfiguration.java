package io.postledger.projection;

import io.micrometer.core.instrument.MeterRegistry;
import io.postledger.api.EventCatalogue;
import io.postledger.projection.clickhouse.ClickHouseStore;
import io.postledger.projection.export.EventLogExport;
import io.postledger.projection.mongo.MongoClaims;
import io.postledger.projection.mongo.MongoGenerations;
import io.postledger.projection.mongo.MongoKnownProjections;
import io.postledger.projection.mongo.MongoStore;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.springboot.EventProcessorProperties;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** What every projection stands on, on nodes that have a role that projects. */
@AutoConfiguration(before = AxonAutoConfiguration.class)
@ConditionalOnExpression("'${postledger.roles:command,query,saga,ai,web}'.matches('.*\\b(query|ai)\\b.*')")
@EnableConfigurationProperties(StoreProperties.class)
public class ProjectionsConfiguration {
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);

    @Bean
    MongoStore mongoStore(StoreProperties stores) {
        return new MongoStore(stores.mongodb().uri(), stores.patience());
    }

    @Bean
    ClickHouseStore clickHouseStore(StoreProperties stores) {
        StoreProperties.ClickHouse settings = stores.clickhouse();
        return new ClickHouseStore(
                settings.url(), settings.database(), settings.user(), settings.password(), stores.patience());
    }

    @Bean
    ProjectionClaims projectionClaims(MongoStore store, Clock clock) {
        String owner = ManagementFactory.getRuntimeMXBean().getName();
        return new MongoClaims(store, owner, CLAIM_TIMEOUT, clock);
    }

    @Bean
    Generations generations(MongoStore store) {
        return new MongoGenerations(store);
    }

    /** Axon gives it the commands that this node handles. */
    @Bean
    BuildBudget buildBudget(StoreProperties settings) {
        return new BuildBudget(settings.buildShare());
    }

    @Bean
    Rebuilds rebuilds(
            ProjectionRegistry registry,
            Generations generations,
            ProjectionClaims claims,
            ObjectProvider<org.axonframework.config.Configuration> configuration,
            LogHead head,
            Clock clock,
            StoreProperties stores,
            BuildBudget budget) {
        return new Rebuilds(
                registry,
                generations,
                claims,
                configuration::getObject,
                head,
                clock,
                stores.oldGenerationGrace(),
                budget);
    }

    @Bean
    ProjectionRegistry projectionRegistry(
            ObjectProvider<Projection> projections,
            ProjectionClaims claims,
            Generations generations,
            ObjectProvider<EventProcessorProperties> processors,
            StoreProperties settings,
            MongoStore mongo,
            ClickHouseStore clickHouse,
            Clock clock) {
        return new ProjectionRegistry(
                projections::stream,
                claims,
                generations,
                processors::getIfAvailable,
                settings.letters(),
                new MongoKnownProjections(mongo),
                List.of(mongo, clickHouse),
                clock);
    }

    /** Gives each projection's event processor the token store and error handling of this package. */
    @Bean
    ConfigurerModule projectionProcessors(ProjectionRegistry registry) {
        return new ProjectionProcessors(registry);
    }

    @Bean
    SmartInitializingSingleton everyHandlerIsOfItsProjection(ApplicationContext context, ProjectionRegistry registry) {
        return () -> registry.all().forEach(entry -> {
            String name = entry.name();
            context.getBeansWithAnnotation(ProcessingGroup.class).forEach((bean, handler) -> {
                ProcessingGroup group = context.findAnnotationOnBean(bean, ProcessingGroup.class);
                boolean isOfIt = group != null && group.value().equals(name);
                if (isOfIt && !entry.projection().handlers().contains(handler)) {
                    throw new IllegalStateException(
                            bean + " handles events of projection " + name + ", which does not name it in handlers()");
                }
            });
        });
    }

    @Bean
    ProjectionViews projectionViews(Generations generations, LogHead head) {
        return new ProjectionViews(generations, head);
    }

    @Bean
    ProjectionDesk projectionDesk(
            ProjectionRegistry registry, Generations generations, ProjectionViews views, Clock clock) {
        return new ProjectionDesk(registry, generations, views, clock);
    }

    @Bean
    CopyDesk copyDesk(
            ProjectionRegistry registry,
            Generations generations,
            ProjectionViews views,
            ObjectProvider<EventStore> eventStore,
            LogHead head,
            Clock clock) {
        return new CopyDesk(registry, generations, views, eventStore::getObject, head, clock);
    }

    @Bean
    LetterDesk letterDesk(
            ProjectionRegistry registry,
            Generations generations,
            ObjectProvider<org.axonframework.config.Configuration> configuration) {
        return new LetterDesk(registry, generations, configuration::getObject);
    }

    @Bean
    ExportDesk exports(
            ObjectProvider<EventStore> log,
            @Qualifier("eventSerializer") Serializer serializer,
            ProjectionRegistry registry,
            Generations generations,
            LogHead head) {
        return new ExportDesk(
                new EventLogExport(log::getObject, serializer, new EventCatalogue()), registry, generations, head);
    }

    @Bean
    StoreAwayGate storeAwayGate(MongoStore mongo, ClickHouseStore clickHouse) {
        return new StoreAwayGate(List.of(mongo, clickHouse));
    }

    @Bean
    LogHead logHead(ObjectProvider<EventStore> eventStore, Clock clock) {
        return new LogHead(() -> eventStore.getObject(), clock);
    }

    @Bean
    ProjectionMetrics projectionMetrics(
            ProjectionRegistry registry, LogHead head, ObjectProvider<MeterRegistry> meters) {
        return new ProjectionMetrics(registry, head, meters.stream().toList());
    }

    @Bean("projections")
    ProjectionsHealth projectionsHealth(ProjectionRegistry registry, LogHead head) {
        return new ProjectionsHealth(registry, head);
    }
}
