package io.postledger.saga.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import io.postledger.api.CommandResult;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.AccountReconnected;
import io.postledger.api.account.Platform;
import io.postledger.api.post.FinishPublishing;
import io.postledger.api.post.PlannedPublication;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostPublished;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.api.post.PostRescheduled;
import io.postledger.api.post.PostScheduleCancelled;
import io.postledger.api.post.PostScheduled;
import io.postledger.api.post.PublicationResult;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.PublicationAccepted;
import io.postledger.api.publication.PublicationAttemptNotSent;
import io.postledger.api.publication.PublicationFailed;
import io.postledger.api.publication.PublicationHeld;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.PublicationOutcomeUnknown;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.publication.PublicationReleased;
import io.postledger.api.publication.ReleasePublication;
import io.postledger.api.publication.RequestPublication;
import io.postledger.embedded.testing.PostgresDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.saga.account.UsableAccounts;
import io.postledger.saga.step.Steps;
import io.postledger.security.TokenCipher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.saga.SagaTestFixture;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The saga's decisions, as the durable tasks that stand in PostgreSQL after them. */
class PostPublishingIT {
    private static final String WORKSPACE = "ws_01jqaaaaaaaaaaaaaaaaaaaaaa";
    private static final String POST = "post_01jqaaaaaaaaaaaaaaaaaaaaaa";
    private static final String FIRST = "pub_01jqaaaaaaaaaaaaaaaaaaaaaa";
    private static final String SECOND = "pub_01jqbbbbbbbbbbbbbbbbbbbbbb";
    private static final String ACCOUNT = "acct_01jqaaaaaaaaaaaaaaaaaaaaaa";
    private static final Instant DUE = Instant.parse("2026-03-20T11:00:00Z");
    private static final Instant GIVE_UP_AT = DUE.plus(Duration.ofDays(7));
    private static final Exchange EXCHANGE = new Exchange(201, null, "r", 5);

    private SagaTestFixture<PostPublishing> fixture;
    private SchedulerClient scheduler;
    private final Set<String> reconnected = new HashSet<>();

    @TempDir
    Path folder;

    private TokenCipher cipher() {
        try {
            return new TokenCipher(
                    Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[32])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void aSagaOnRealTasks() {
        PostgresDatabase postgres = TestStores.newPostgresDatabase();
        DriverManagerDataSource source =
                new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Flyway.configure().dataSource(source).load().migrate();
        scheduler = SchedulerClient.Builder.create(source)
                .serializer(new Jackson3Serializer())
                .build();
        fixture = new SagaTestFixture<>(PostPublishing.class);
        fixture.registerResource(new PublishingTasks(scheduler));
        CommandGateway gateway = DefaultCommandGateway.builder()
                .commandBus(fixture.getCommandBus())
                .build();
        fixture.setCallbackBehavior((command, context) -> new CommandResult(POST, 0));
        fixture.registerResource(new PublishingCommands(gateway));
        fixture.registerResource(Steps.UNWATCHED);
        fixture.registerResource((UsableAccounts) reconnected::contains);
        fixture.registerResource(new PreparedStore(JdbcClient.create(source), cipher(), Clock.systemUTC()));
    }

    /** What stands in the table of tasks: task and instance, with the time. */
    private Map<String, Instant> tasks() {
        Map<String, Instant> tasks = new TreeMap<>();
        scheduler.fetchScheduledExecutions(execution -> tasks.put(
                execution.getTaskInstance().getTaskName() + " "
                        + execution.getTaskInstance().getId(),
                execution.getExecutionTime()));
        return tasks;
    }

    private static EventMessage<?> inWorkspace(Object event) {
        return GenericEventMessage.asEventMessage(event).withMetaData(Map.of("workspace", WORKSPACE));
    }

    private static EventMessage<?> scheduled() {
        return inWorkspace(new PostScheduled(POST, 1, LocalDateTime.ofInstant(DUE, ZoneOffset.UTC), "UTC", DUE));
    }

    private static PostPublishingBegun begun(String... publications) {
        return new PostPublishingBegun(
                POST,
                WORKSPACE,
                1,
                1,
                "Hello",
                List.of(),
                DUE,
                List.of(publications).stream()
                        .map(id -> new PlannedPublication(id, ACCOUNT, Platform.X, Map.of()))
                        .toList());
    }

    private static PublicationPublished published(String publication) {
        return new PublicationPublished(publication, 1, POST, ACCOUNT, "9", "https://x.com/9", DUE, EXCHANGE);
    }

    @Test
    void givenNothing_whenScheduled_thenDueTask() {
        fixture.givenNoPriorActivity().whenPublishingA(scheduled()).expectActiveSagas(1);
        assertThat(tasks()).containsExactly(Map.entry("post.release " + POST + ":1", DUE));
    }

    @Test
    void givenScheduled_whenToldAgain_thenStillOneTask() {
        fixture.givenAPublished(scheduled()).whenPublishingA(scheduled()).expectActiveSagas(1);
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void givenScheduled_whenMoved_thenOnlyTheNewTime() {
        Instant later = DUE.plus(Duration.ofHours(1));
        fixture.givenAPublished(scheduled())
                .whenPublishingA(inWorkspace(
                        new PostRescheduled(POST, 2, LocalDateTime.ofInstant(later, ZoneOffset.UTC), "UTC", later)))
                .expectActiveSagas(1);
        assertThat(tasks()).containsExactly(Map.entry("post.release " + POST + ":2", later));
    }

    @Test
    void givenScheduled_whenCancelled_thenNoTaskAndNoSaga() {
        fixture.givenAPublished(scheduled())
                .whenPublishingA(inWorkspace(new PostScheduleCancelled(POST, 1)))
                .expectActiveSagas(0);
        assertThat(tasks()).isEmpty();
    }

    @Test
    void givenScheduled_whenPublishingBegins_thenEachPublicationIsRequested() {
        fixture.givenAPublished(scheduled())
                .whenAggregate(POST)
                .publishes(begun(FIRST, SECOND))
                .expectDispatchedCommands(request(FIRST), request(SECOND));
    }

    private static RequestPublication request(String publication) {
        return new RequestPublication(
                new PublicationId(publication),
                new PostId(POST),
                new AccountId(ACCOUNT),
                Platform.X,
                1,
                "Hello",
                List.of(),
                Map.of(),
                DUE);
    }

    @Test
    void givenScheduled_whenPublishingBegins_thenEachPublicationIsSentAtOnce() {
        fixture.givenAPublished(scheduled()).whenAggregate(POST).publishes(begun(FIRST, SECOND));
        assertThat(tasks())
                .containsKeys("publication.send " + FIRST + ":first", "publication.send " + SECOND + ":first");
    }

    @Test
    void givenPublishingBegun_whenToldAgain_thenStillOneSendingTaskEach() {
        fixture.givenAPublished(scheduled())
                .andThenAggregate(POST)
                .published(begun(FIRST))
                .whenAggregate(POST)
                .publishes(begun(FIRST));
        assertThat(tasks().keySet())
                .filteredOn(task -> task.startsWith("publication.send"))
                .hasSize(1);
    }

    @Test
    void givenAttemptNotSent_thenNextAttemptAtItsTime() {
        Instant retryAt = DUE.plusSeconds(2);
        fixture.givenAPublished(scheduled())
                .andThenAggregate(POST)
                .published(begun(FIRST))
                .whenAggregate(FIRST)
                .publishes(new PublicationAttemptNotSent(FIRST, 1, "CONNECT_FAILED", retryAt, EXCHANGE))
                .expectActiveSagas(1);
        assertThat(tasks()).containsEntry("publication.send " + FIRST + ":0", retryAt);
    }

    @Test
    void givenOutcomeUnknown_thenLookUpAndNoSending() {
        Instant lookUpAt = DUE.plusSeconds(2);
        fixture.givenAPublished(scheduled())
                .andThenAggregate(POST)
                .published(begun(FIRST))
                .whenAggregate(FIRST)
                .publishes(new PublicationOutcomeUnknown(FIRST, 1, "TIMEOUT", lookUpAt, DUE, DUE, EXCHANGE))
                .expectActiveSagas(1);
        assertThat(tasks()).containsEntry("publication.look-up " + FIRST + ":0", lookUpAt);
        assertThat(tasks()).doesNotContainKey("publication.send " + FIRST + ":0");
    }

    @Test
    void givenAccepted_thenLookUpWhenTheNetworkIsDone() {
        Instant checkAt = DUE.plusSeconds(30);
        fixture.givenAPublished(scheduled())
                .andThenAggregate(POST)
                .published(begun(FIRST))
                .whenAggregate(FIRST)
                .publishes(new PublicationAccepted(FIRST, 1, checkAt, DUE, DUE, EXCHANGE))
                .expectActiveSagas(1);
        assertThat(tasks()).containsEntry("publication.look-up " + FIRST + ":0", checkAt);
    }

    @Test
    void givenHeld_whenAccountIsConnectedAgain_thenReleasedAndSent() {
        fixture.givenAPublished(scheduled())
                .andThenAggregate(POST)
                .published(begun(FIRST))
                .andThenAggregate(FIRST)
                .published(held(0))
                .whenPublishingA(inWorkspace(new AccountReconnected(ACCOUNT, "handle", "Name", List.of())))
                .expectDispatchedCommands(new ReleasePublication(new PublicationId(FIRST)));
        assertThat(tasks()).containsEntry("publication.give-up " + FIRST + ":0", GIVE_UP_AT);
    }

    @Test
    void givenAccountConnectedAgainBeforeTheHoldIsTold_thenReleasedAtOnce() {
        reconnected.add(ACCOUNT);
        fixture.givenAPublished(scheduled())
                .andThenAggregate(POST)
                .published(begun(FIRST))
                .whenAggregate(FIRST)
                .publishes(held(0))
                .expectDispatchedCommands(new ReleasePublication(new PublicationId(FIRST)));
    }

    @Test
    void givenReleased_thenSentOrLookedUpByWhatIsKnown() {
        fixture.givenAPublished(scheduled())
                .andThenAggregate(POST)
                .published(begun(FIRST, SECOND))
                .andThenAggregate(FIRST)
                .published(new PublicationReleased(FIRST, 0, null, null))
                .whenAggregate(SECOND)
                .publishes(new PublicationReleased(SECOND, 1, DUE, DUE))
                .expectActiveSagas(1);
        assertThat(tasks()).containsKeys("publication.send " + FIRST + ":0", "publication.look-up " + SECOND + ":0");
    }

    private static PublicationHeld held(int attempt) {
        return new PublicationHeld(FIRST, POST, ACCOUNT, attempt, "GRANT_REVOKED", GIVE_UP_AT);
    }

    @Test
    void givenOneOfTwoPublished_thenNotFinished() {
        fixture.givenAPublished(scheduled())
                .andThenAggregate(POST)
                .published(begun(FIRST, SECOND))
                .whenPublishingA(inWorkspace(published(FIRST)))
                .expectNoDispatchedCommands();
    }

    @Test
    void givenAllEnded_thenFinishedWithEachResult() {
        fixture.givenAPublished(scheduled())
                .andThenAggregate(POST)
                .published(begun(FIRST, SECOND))
                .andThenAPublished(inWorkspace(published(FIRST)))
                .whenPublishingA(
                        inWorkspace(new PublicationFailed(SECOND, 1, POST, ACCOUNT, "FORBIDDEN", "no", EXCHANGE)))
                .expectDispatchedCommands(new FinishPublishing(
                        new PostId(POST),
                        List.of(
                                new PublicationResult(new PublicationId(FIRST), new AccountId(ACCOUNT), true, null),
                                new PublicationResult(
                                        new PublicationId(SECOND), new AccountId(ACCOUNT), false, "FORBIDDEN"))));
    }

    @Test
    void givenPostPublished_thenSagaEnds() {
        fixture.givenAPublished(scheduled())
                .whenPublishingA(inWorkspace(new PostPublished(POST)))
                .expectActiveSagas(0);
    }
}
