package io.postledger.query;

import com.clickhouse.client.api.Client;
import io.postledger.api.EventCatalogue;
import io.postledger.api.MessageContext;
import io.postledger.embedded.testing.ClickHouseDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.messaging.Membership;
import io.postledger.projection.Projection;
import io.postledger.projection.ProjectionRig;
import io.postledger.projection.clickhouse.ClickHouseStore;
import io.postledger.projection.mongo.MongoClaims;
import io.postledger.projection.mongo.MongoStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The whole query side on real stores: events go into a log, queries through a query bus. */
public final class QueryRig implements AutoCloseable {
    public static final String WORKSPACE = "ws_01jd8y3e4f7z9k2m5n6p7q8r9s";
    public static final String FOREIGN = "ws_01jd8y3e4f7z9k2m5n6p7q8r9t";
    public static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private final MongoStore mongo =
            new MongoStore(TestStores.newMongoDatabase().uri(), Duration.ofSeconds(5));
    private final ClickHouseDatabase database;
    private final ClickHouseStore clickHouse;
    private final ProjectionRig events =
            new ProjectionRig(new MongoClaims(mongo, "node", Duration.ofSeconds(10), Clock.systemUTC()), 100);
    private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    private final QueryGateway queries;

    public QueryRig() {
        database = TestStores.newClickHouseDatabase();
        clickHouse = new ClickHouseStore(
                database.url(), database.name(), database.user(), database.password(), Duration.ofSeconds(10));
        beans.registerBean(MongoStore.class, () -> mongo);
        beans.registerBean(ClickHouseStore.class, () -> clickHouse);
        beans.registerBean(EventStore.class, events::log);
        beans.registerBean(EventCatalogue.class, EventCatalogue::new);
        beans.registerBean(Clock.class, Clock::systemUTC);
        beans.register(QuerySideConfiguration.class);
        beans.refresh();
        QueryBus bus = SimpleQueryBus.builder().build();
        ours().forEach(bean -> new AnnotationQueryHandlerAdapter<>(bean).subscribe(bus));
        queries = DefaultQueryGateway.builder().queryBus(bus).build();
        start();
    }

    public void start() {
        events.start(
                List.copyOf(beans.getBeansOfType(Projection.class).values()),
                ours().filter(bean -> bean.getClass().getSimpleName().equals("PublicationsView"))
                        .toList());
    }

    /** Appends the next event of an aggregate of the workspace's. */
    public void publish(String aggregateId, Object event) {
        publish(aggregateId, AT, event);
    }

    public void publish(String aggregateId, Instant at, Object event) {
        events.publish(
                aggregateId,
                at,
                Map.of(
                        MessageContext.ACTOR, "user:user_01jd8y3e4f7z9k2m5n6p7q8r9s",
                        MessageContext.REQUEST_ID, "request-1",
                        MessageContext.SOURCE, "web"),
                event);
    }

    public void awaitCaughtUp() {
        events.awaitCaughtUp();
    }

    public ProjectionRig events() {
        return events;
    }

    /** As after a crash between rows and their position. */
    public void forgetClickHousePositions() {
        try (Client client = new Client.Builder()
                .addEndpoint(database.url())
                .setUsername(database.user())
                .setPassword(database.password())
                .setDefaultDatabase(database.name())
                .build()) {
            client.queryAll("TRUNCATE TABLE projection_position");
        }
    }

    public Membership membership() {
        return beans.getBean("queryMembership", Membership.class);
    }

    /** Asks in {@link #WORKSPACE}. */
    public <R> R ask(Object query, Class<R> answer) {
        return ask(WORKSPACE, query, answer);
    }

    public <R> R ask(String workspaceId, Object query, Class<R> answer) {
        return ask(workspaceId, query, answer, Map.of());
    }

    /** Asks in {@link #WORKSPACE} to be shown at least this ({@code post_…:3}). */
    public <R> R askAtLeast(String atLeast, Object query, Class<R> answer) {
        return ask(WORKSPACE, query, answer, Map.of(MessageContext.AT_LEAST, atLeast));
    }

    private <R> R ask(String workspaceId, Object query, Class<R> answer, Map<String, ?> more) {
        MetaData context = MetaData.with(MessageContext.WORKSPACE, workspaceId)
                .and(MessageContext.ACTOR, "user:user_01jd8y3e4f7z9k2m5n6p7q8r9s")
                .mergedWith(more);
        try {
            return queries.query(
                            query.getClass().getName(),
                            new GenericMessage<>(query, context),
                            ResponseTypes.instanceOf(answer))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        events.close();
        beans.close();
    }

    private Stream<Object> ours() {
        return beans.getBeansOfType(Object.class).values().stream()
                .filter(bean -> bean.getClass().getPackageName().startsWith("io.postledger.query."));
    }
}
