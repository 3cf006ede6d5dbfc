package io.postledger.saga.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.postledger.api.CommandResult;
import io.postledger.api.account.Platform;
import io.postledger.api.post.BeginPublishing;
import io.postledger.api.post.FinishPublishing;
import io.postledger.api.post.PlannedPublication;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostPublished;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.api.post.PostRescheduled;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.PublicationOutcomeUnknown;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.publication.RecordPublished;
import io.postledger.api.publication.RequestPublication;
import io.postledger.api.publication.StartPublicationAttempt;
import io.postledger.privacy.SealedRecords;
import io.postledger.saga.SagaRoom;
import io.postledger.saga.account.TestGrants;
import io.postledger.saga.account.UsableAccounts;
import io.postledger.saga.step.Steps;
import io.postledger.store.JsonRules;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/**
 * Sagas and tasks that the first landed version left in PostgreSQL ({@code stored/first-landed}), taken up by today's: today's
 * tables, Axon's own saga store, today's saga, today's tasks against a network.
 */
class StoredStateIT {
    private static final List<String> TABLES = List.of("sagaentry", "associationvalueentry", "scheduled_tasks");
    private static final String WORKSPACE = "ws_01m82r8134dg6fkxtfvbny4g3q";
    private static final String ACCOUNT = "acct_01m82r81gs4rc553twmeydhwpf";
    private static final String SCHEDULED_POST = "post_01m82r82sxns1wmxn1r6v671xe";
    private static final String UNKNOWN_POST = "post_01m82r83w7zy7h7b0yq48xag2n";
    private static final String UNKNOWN = "pub_01m82r862kx37rs5raq786te7t";
    private static final Instant UNKNOWN_SENT_AT = Instant.parse("2026-11-22T23:07:53.169Z");
    private static final String LIMITED_POST = "post_01m82r8bzqhe7vpqthdag8secm";
    private static final String LIMITED = "pub_01m82r8e0gmjh29w8qgsr15qh5";
    private static final Instant LIMITED_SENT_AT = Instant.parse("2026-11-22T23:08:01.285Z");
    private static final Instant THEN = Instant.parse("2026-11-22T23:30:00Z");
    private static final Exchange EXCHANGE = new Exchange(201, null, "r", 5);

    /** As the product has. */
    private static final int SEGMENTS = 4;

    @TempDir
    Path folder;

    private SagaRoom room;
    private PostPublishingManager sagas;

    /** Twenty minutes after the first landed version was stopped, whatever the day is. */
    @BeforeEach
    void installationOfTheFirstLandedVersion() throws Exception {
        Duration shift = Duration.between(Instant.now(), THEN);
        room = new SagaRoom(
                folder,
                context -> context.registerBean("clock", Clock.class, () -> Clock.offset(Clock.systemUTC(), shift)));
        room.control("/settings", "{\"timeShiftSeconds\":" + shift.toSeconds() + "}");
        try (Connection connection = room.database.getConnection()) {
            for (String table : TABLES) {
                try (InputStream rows = getClass().getResourceAsStream("/stored/first-landed/" + table + ".tsv")) {
                    assertThat(connection
                                    .unwrap(PGConnection.class)
                                    .getCopyAPI()
                                    .copyIn("COPY " + columns(table) + " FROM STDIN", rows))
                            .isPositive();
                }
            }
        }
        for (Class<?> command : List.of(
                BeginPublishing.class,
                FinishPublishing.class,
                RequestPublication.class,
                StartPublicationAttempt.class,
                RecordPublished.class)) {
            room.on(command, sent -> new CommandResult("", 0));
        }
        sagas = sagas();
    }

    /** The columns of that version, in its order. */
    private static String columns(String table) {
        return switch (table) {
            case "sagaentry" -> table + " (sagaid, revision, sagatype, serializedsaga)";
            case "associationvalueentry" -> table + " (id, associationkey, associationvalue, sagaid, sagatype)";
            default ->
                table + " (task_name, task_instance, task_data, execution_time, picked, picked_by, last_success,"
                        + " last_failure, consecutive_failures, last_heartbeat, version, priority)";
        };
    }

    @AfterEach
    void end() throws Exception {
        room.close();
    }

    private PostPublishingManager sagas() {
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(PostPublishing.class),
                new SimpleResourceParameterResolverFactory(List.of(
                        room.bean(PublishingTasks.class),
                        room.bean(PublishingCommands.class),
                        room.bean(PreparedStore.class),
                        room.bean(UsableAccounts.class),
                        room.bean(Steps.class))));
        JdbcSagaStore store = JdbcSagaStore.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(room.database))
                .sqlSchema(new PostgresSagaSqlSchema())
                .serializer(Jackson3Serializer.builder()
                        .jsonMapperBuilderCustomizer(json -> {
                            new JsonRules().accept(json);
                            json.addModule(room.bean(SealedRecords.class));
                        })
                        .build())
                .build();
        return PostPublishingManager.of(
                AnnotatedSagaManager.<PostPublishing>builder()
                        .parameterResolverFactory(parameters)
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance()),
                AnnotatedSagaRepository.<PostPublishing>builder().parameterResolverFactory(parameters),
                store);
    }

    /** In every segment: those that the saga is not of must leave it alone. */
    private void told(String aggregateId, long sequence, Object event) throws Exception {
        GenericDomainEventMessage<Object> message =
                new GenericDomainEventMessage<>("any", aggregateId, sequence, event, Map.of("workspace", WORKSPACE));
        for (Segment segment : Segment.splitBalanced(Segment.ROOT_SEGMENT, SEGMENTS - 1)) {
            if (sagas.canHandle(message, segment)) {
                DefaultUnitOfWork.startAndGet(message).executeWithResult(() -> {
                    sagas.handle(message, segment);
                    return null;
                });
            }
        }
    }

    private List<String> tasks() {
        return room.jdbc
                .sql("SELECT task_name || ' ' || task_instance FROM scheduled_tasks")
                .query(String.class)
                .list();
    }

    private long sagasOf(String post) {
        return room.jdbc
                .sql(
                        "SELECT count(*) FROM associationvalueentry JOIN sagaentry USING (sagaid) WHERE associationvalue = ?")
                .param(post)
                .query(Long.class)
                .single();
    }

    @Test
    void givenStoredSchedule_whenPublishingBegins_thenRequestedAndSent() throws Exception {
        PlannedPublication planned =
                new PlannedPublication("pub_01jqaaaaaaaaaaaaaaaaaaaaaa", ACCOUNT, Platform.X, Map.of());
        told(
                SCHEDULED_POST,
                2,
                new PostPublishingBegun(SCHEDULED_POST, WORKSPACE, 1, 1, "Hello", List.of(), THEN, List.of(planned)));

        assertThat(room.sent(RequestPublication.class))
                .extracting(request -> request.publicationId().value())
                .containsExactly(planned.publicationId());
        assertThat(tasks()).contains("publication.send " + planned.publicationId() + ":first");
    }

    @Test
    void givenStoredSchedule_whenMoved_thenTheStoredTaskMakesWay() throws Exception {
        told(
                SCHEDULED_POST,
                2,
                new PostRescheduled(SCHEDULED_POST, 2, LocalDateTime.ofInstant(THEN, ZoneOffset.UTC), "UTC", THEN));

        assertThat(tasks())
                .contains("post.release " + SCHEDULED_POST + ":2")
                .doesNotContain("post.release " + SCHEDULED_POST + ":1");
    }

    @Test
    void givenStoredDelivery_whenPublished_thenFinishedAndEnded() throws Exception {
        told(
                UNKNOWN,
                8,
                new PublicationPublished(
                        UNKNOWN, 1, UNKNOWN_POST, ACCOUNT, "9", "https://x.com/9", UNKNOWN_SENT_AT, EXCHANGE));
        assertThat(room.sent(FinishPublishing.class))
                .extracting(
                        finish -> finish.postId().value(),
                        finish -> finish.results().get(0).published())
                .containsExactly(tuple(UNKNOWN_POST, true));

        told(UNKNOWN_POST, 3, new PostPublished(UNKNOWN_POST));
        assertThat(sagasOf(UNKNOWN_POST)).isZero();
        assertThat(sagasOf(LIMITED_POST)).isEqualTo(1);
    }

    @Test
    void givenStoredDelivery_whenItsNextAttemptIsUnknown_thenLookedUpSinceTheStoredFirstAttempt() throws Exception {
        told(
                LIMITED,
                5,
                new PublicationOutcomeUnknown(LIMITED, 2, "TIMEOUT", THEN.plusSeconds(2), null, null, EXCHANGE));

        assertThat(tasks()).contains("publication.look-up " + LIMITED + ":5");
        String data = room.jdbc
                .sql("SELECT convert_from(task_data, 'UTF8') FROM scheduled_tasks WHERE task_instance = ?")
                .param(LIMITED + ":5")
                .query(String.class)
                .single();
        assertThat(data).contains(LIMITED_SENT_AT.toString()).contains("\"attempt\":2");
        assertThat(data).as("what the post says, encrypted").contains("\\u00021" + WORKSPACE + ":");
    }

    @Test
    void givenStoredTasks_whenTheirTimeComes_thenEachContinues() {
        TestGrants.connect(room, WORKSPACE, ACCOUNT, "northbike");
        String live = TestGrants.publish(room, WORKSPACE, ACCOUNT, "unknown one");
        room.jdbc.sql("UPDATE scheduled_tasks SET execution_time = now()").update();
        Scheduler scheduler = room.scheduler();
        scheduler.start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(tasks()).noneMatch(this::isStored));
        } finally {
            scheduler.stop();
        }
        assertThat(room.sent(BeginPublishing.class))
                .containsExactly(new BeginPublishing(new PostId(SCHEDULED_POST), 1));
        assertThat(room.sent(StartPublicationAttempt.class))
                .containsExactly(new StartPublicationAttempt(new PublicationId(LIMITED), 2));
        assertThat(recorded(LIMITED).attempt()).isEqualTo(2);
        assertThat(recorded(UNKNOWN).attempt()).isEqualTo(1);
        assertThat(recorded(UNKNOWN).externalId()).isEqualTo(live);
        assertThat(truth()).containsOnlyOnce("\"limited one\"").containsOnlyOnce("\"unknown one\"");
    }

    private boolean isStored(String task) {
        return task.contains(SCHEDULED_POST) || task.contains(LIMITED) || task.contains(UNKNOWN);
    }

    private RecordPublished recorded(String publication) {
        Supplier<List<RecordPublished>> recorded = () -> room.sent(RecordPublished.class).stream()
                .filter(record -> record.publicationId().value().equals(publication))
                .toList();
        assertThat(recorded.get()).hasSize(1);
        return recorded.get().get(0);
    }

    private String truth() {
        return room.call(HttpRequest.newBuilder(room.networks.control().resolve("/truth/x/posts")))
                .body();
    }
}
