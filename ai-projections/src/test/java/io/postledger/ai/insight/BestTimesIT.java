package io.postledger.ai.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.ai.AiConfiguration;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.AccountState;
import io.postledger.api.account.AccountView;
import io.postledger.api.account.FindAccount;
import io.postledger.api.account.Platform;
import io.postledger.api.insight.BestTimes;
import io.postledger.api.insight.FindBestTimes;
import io.postledger.api.metrics.Counters;
import io.postledger.api.metrics.MetricsIngested;
import io.postledger.api.workspace.FindWorkspace;
import io.postledger.api.workspace.WorkspaceView;
import io.postledger.embedded.testing.ClickHouseDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.projection.Projection;
import io.postledger.projection.ProjectionRig;
import io.postledger.projection.clickhouse.ClickHouseStore;
import io.postledger.projection.mongo.MongoStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class BestTimesIT {
    private static final String WORKSPACE = "ws_01jd8y3e4f7z9k2m5n6p7q8r9s";
    private static final String FOREIGN = "ws_01jd8y3e4f7z9k2m5n6p7q8r9t";
    private static final String ACCOUNT = "acct_01jd8y3e4f7z9k2m5n6p7q8r9s";
    /** A Tuesday. */
    private static final Instant PUBLISHED = Instant.parse("2026-03-03T13:30:00Z");

    private MongoStore mongo;
    private ClickHouseStore clickHouse;
    private ProjectionRig events;
    private AnnotationConfigApplicationContext beans;
    private QueryGateway queries;
    private int batches;

    /** The query side, as far as it is asked. */
    private static final class Accounts {
        @QueryHandler
        AccountView find(FindAccount query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
            if (!workspaceId.equals(WORKSPACE)) {
                throw new RejectedException(RejectionCode.ACCOUNT_NOT_FOUND, "There is no such account");
            }
            return new AccountView(
                    query.accountId().value(), Platform.X, "1", "ada", "Ada", AccountState.CONNECTED, null, 0);
        }

        @QueryHandler
        WorkspaceView find(FindWorkspace query) {
            return new WorkspaceView(query.workspaceId().value(), "Ours", "Europe/Berlin", List.of(), 0);
        }
    }

    @BeforeEach
    void open() {
        ClickHouseDatabase database = TestStores.newClickHouseDatabase();
        mongo = new MongoStore(TestStores.newMongoDatabase().uri(), Duration.ofSeconds(5));
        clickHouse = new ClickHouseStore(
                database.url(), database.name(), database.user(), database.password(), Duration.ofSeconds(10));
        events = new ProjectionRig(mongo, 100);
        QueryBus bus = SimpleQueryBus.builder().build();
        queries = DefaultQueryGateway.builder().queryBus(bus).build();
        beans = new AnnotationConfigApplicationContext();
        beans.registerBean(ClickHouseStore.class, () -> clickHouse);
        beans.registerBean(QueryGateway.class, () -> queries);
        beans.register(AiConfiguration.class);
        beans.refresh();
        new AnnotationQueryHandlerAdapter<>(new Accounts()).subscribe(bus);
        new AnnotationQueryHandlerAdapter<>(beans.getBean(BestTimesQueries.class)).subscribe(bus);
        events.start(beans.getBean(Projection.class));
    }

    @AfterEach
    void close() {
        events.close();
        beans.close();
        mongo.close();
    }

    @Test
    void givenReadings_whenBestTimesAsked_thenNewestOfTheFirstDayCountsInTheLocalHour() {
        read(ACCOUNT, "pub_1", PUBLISHED, Duration.ofHours(24), 400L);
        read(ACCOUNT, "pub_1", PUBLISHED, Duration.ofHours(2), 10L);
        read(ACCOUNT, "pub_1", PUBLISHED, Duration.ofHours(25), 9_999L);
        read(ACCOUNT, "pub_2", PUBLISHED.plus(Duration.ofDays(1)), Duration.ofHours(24), null);
        events.awaitCaughtUp();

        BestTimes best = ask(WORKSPACE, null, 168);

        assertThat(best.timeZone()).isEqualTo("Europe/Berlin");
        assertThat(best.asOf()).isEqualTo(PUBLISHED.plus(Duration.ofHours(24)));
        assertThat(best.slots()).hasSize(168);
        assertThat(best.slots().stream().filter(slot -> slot.observations() > 0))
                .singleElement()
                .satisfies(slot -> {
                    assertThat(slot.dayOfWeek()).isEqualTo(2);
                    assertThat(slot.hour()).isEqualTo(14);
                    assertThat(slot.observations()).isEqualTo(1);
                    assertThat(slot.expectedEngagement()).isBetween(100.0, 400.0);
                });
        assertThat(ask(WORKSPACE, "Asia/Tokyo", 168).slots().stream()
                        .filter(slot -> slot.observations() > 0)
                        .map(BestTimes.Slot::hour))
                .containsExactly(22);
        assertThat(clickHouse
                        .query("SELECT hour_of_week, engagement FROM engagement_feature FINAL", Map.of())
                        .get(0)
                        .getInteger("hour_of_week"))
                .isEqualTo(24 + 13);
    }

    @Test
    void givenNoData_whenBestTimesAsked_thenPriorWithHonestUncertainty() {
        events.awaitCaughtUp();
        read("acct_2", "pub_1", PUBLISHED, Duration.ofHours(24), 400L);
        events.awaitCaughtUp();

        BestTimes best = ask(WORKSPACE, "UTC", 3);

        assertThat(best.slots())
                .hasSize(3)
                .isSortedAccordingTo((a, b) -> Double.compare(b.expectedEngagement(), a.expectedEngagement()));
        assertThat(best.slots()).allSatisfy(slot -> {
            assertThat(slot.observations()).isZero();
            assertThat(slot.standardError()).isGreaterThan(slot.expectedEngagement() / 2);
        });
    }

    @Test
    void givenSameLogProjectedTwice_whenBestTimesAsked_thenSameAnswer() {
        for (int day = 0; day < 20; day++) {
            read(ACCOUNT, "pub_" + day, PUBLISHED.plus(Duration.ofHours(31L * day)), Duration.ofHours(24), 10L * day);
        }
        events.awaitCaughtUp();
        BestTimes before = ask(WORKSPACE, null, 168);

        events.stop();
        clickHouse.query("TRUNCATE TABLE projection_position", Map.of());
        events.start(beans.getBean(Projection.class));
        events.awaitCaughtUp();

        assertThat(ask(WORKSPACE, null, 168)).isEqualTo(before);
    }

    @Test
    void givenBadRequests_whenBestTimesAsked_thenRefusedWithTheirCodes() {
        events.awaitCaughtUp();
        assertRefused(() -> ask(FOREIGN, null, 3), RejectionCode.ACCOUNT_NOT_FOUND);
        assertRefused(() -> ask(WORKSPACE, "Mars/Olympus", 3), RejectionCode.TIME_ZONE_UNKNOWN);
        assertRefused(() -> ask(WORKSPACE, null, 0), RejectionCode.INVALID_REQUEST);
        assertRefused(() -> ask(WORKSPACE, null, 169), RejectionCode.INVALID_REQUEST);
    }

    private static void assertRefused(ThrowingCallable call, RejectionCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private void read(String account, String publication, Instant publishedAt, Duration age, @Nullable Long likes) {
        String batch = "mb_" + batches++;
        Instant at = publishedAt.plus(age);
        events.publish(
                batch,
                new MetricsIngested(
                        batch,
                        WORKSPACE,
                        "test",
                        account,
                        Platform.X,
                        at,
                        at.plusSeconds(1),
                        List.of(new MetricsIngested.Reading(
                                publication,
                                "post_1",
                                publishedAt,
                                at,
                                new Counters(1_000L, likes, null, null, null, null, null)))));
    }

    private BestTimes ask(String workspaceId, @Nullable String zone, int count) {
        try {
            return queries.query(
                            FindBestTimes.class.getName(),
                            new GenericMessage<>(
                                    new FindBestTimes(new AccountId(ACCOUNT), count, zone),
                                    Map.of(MessageContext.WORKSPACE, workspaceId)),
                            ResponseTypes.instanceOf(BestTimes.class))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
