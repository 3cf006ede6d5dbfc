package io.postledger.ai.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postledger.ai.AiConfiguration;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.AccountState;
import io.postledger.api.account.AccountView;
import io.postledger.api.account.FindAccount;
import io.postledger.api.account.Platform;
import io.postledger.api.consent.ConsentEvent;
import io.postledger.api.consent.ConsentGiven;
import io.postledger.api.consent.ConsentWithdrawn;
import io.postledger.api.consent.ConsentsId;
import io.postledger.api.consent.Purpose;
import io.postledger.api.insight.BestTimes;
import io.postledger.api.insight.FindBestTimes;
import io.postledger.api.metrics.Counters;
import io.postledger.api.metrics.MetricsIngested;
import io.postledger.api.projection.CopyProjection;
import io.postledger.api.projection.FindProjection;
import io.postledger.api.projection.ProjectionView;
import io.postledger.api.workspace.FindWorkspace;
import io.postledger.api.workspace.WorkspaceClosed;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.api.workspace.WorkspaceView;
import io.postledger.embedded.testing.ClickHouseDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.projection.Projection;
import io.postledger.projection.ProjectionRig;
import io.postledger.projection.clickhouse.ClickHouseStore;
import io.postledger.projection.mongo.MongoStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private static final String PROJECTION = "engagement_features";
    private static final String CONSENTS =
            ConsentsId.of(new WorkspaceId(WORKSPACE)).value();
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
        consent(new ConsentGiven(CONSENTS, WORKSPACE, Purpose.ANALYTICS, 1));
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
                        .query("SELECT hour_of_week, engagement FROM engagement_insight FINAL", Map.of())
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

    @Test
    void givenNoConsent_orToAnotherPurpose_whenBestTimesAsked_thenPriorAlone() {
        consent(new ConsentWithdrawn(CONSENTS, WORKSPACE, Purpose.ANALYTICS));
        consent(new ConsentGiven(CONSENTS, WORKSPACE, Purpose.AI_TRAINING, 1));
        read(ACCOUNT, "pub_1", PUBLISHED, Duration.ofHours(24), 400L);
        events.awaitCaughtUp();

        BestTimes best = ask(WORKSPACE, null, 168);

        assertThat(best.asOf()).isNull();
        assertThat(best.slots())
                .allSatisfy(slot -> assertThat(slot.observations()).isZero());
        assertThat(rows("engagement_training")).containsExactly("pub_1 400");
    }

    /** Each reading is of a publication named after when it came. */
    @Test
    void givenConsentGivenWithdrawnAndGivenAgain_whenRebuilt_thenTheSameAsLive_andOnlyWhatWasAgreedTo() {
        read(ACCOUNT, "pub_before", PUBLISHED, Duration.ofHours(3), 1L);
        consent(new ConsentGiven(CONSENTS, WORKSPACE, Purpose.AI_TRAINING, 1));
        read(ACCOUNT, "pub_first", PUBLISHED, Duration.ofHours(4), 2L);
        read(ACCOUNT, "pub_both", PUBLISHED, Duration.ofHours(5), 3L);
        events.awaitCaughtUp();
        assertThat(rows("engagement_training")).containsExactly("pub_both 3", "pub_first 2");

        consent(new ConsentWithdrawn(CONSENTS, WORKSPACE, Purpose.AI_TRAINING));
        events.awaitCaughtUp();
        assertThat(rows("engagement_training")).isEmpty();
        assertThat(rows("engagement_insight")).containsExactly("pub_before 1", "pub_both 3", "pub_first 2");

        read(ACCOUNT, "pub_between", PUBLISHED, Duration.ofHours(6), 4L);
        consent(new ConsentGiven(CONSENTS, WORKSPACE, Purpose.AI_TRAINING, 1));
        // Of an earlier time than what was withdrawn, which would win over it.
        read(ACCOUNT, "pub_both", PUBLISHED, Duration.ofHours(2), 5L);
        consent(new ConsentGiven(CONSENTS, WORKSPACE, Purpose.AI_TRAINING, 2));
        read(ACCOUNT, "pub_second", PUBLISHED, Duration.ofHours(7), 6L);
        events.awaitCaughtUp();
        assertThat(rows("engagement_training")).containsExactly("pub_both 5", "pub_second 6");
        Map<String, String> live = events.hashes();

        events.rebuildAll();
        assertThat(events.hashes()).isEqualTo(live);

        // The same once more where it stands: what was taken in already is gone over again.
        events.stop();
        clickHouse.query("TRUNCATE TABLE projection_position", Map.of());
        events.start(beans.getBean(Projection.class));
        events.awaitCaughtUp();
        assertThat(events.hashes()).isEqualTo(live);
    }

    @Test
    void givenCopy_whenConsentIsWithdrawnAfterIt_thenItsRowsAreHandedOutNoMore() throws IOException {
        read(ACCOUNT, "pub_1", PUBLISHED, Duration.ofHours(3), 1L);
        events.awaitCaughtUp();
        events.send(new CopyProjection(PROJECTION, "march", 1L, null));
        await().atMost(Duration.ofSeconds(30)).until(() -> copy().state().equals("DONE"));
        assertThat(exported()).singleElement().asString().contains("pub_1");

        consent(new ConsentWithdrawn(CONSENTS, WORKSPACE, Purpose.ANALYTICS));
        consent(new ConsentGiven(CONSENTS, WORKSPACE, Purpose.ANALYTICS, 1));
        events.awaitCaughtUp();

        assertThat(exported()).isEmpty();
        assertThat(copy().targets().get(0).size()).isZero();
    }

    private ProjectionView.Copy copy() {
        return events.ask(new FindProjection(PROJECTION, true), ProjectionView.class)
                .copies()
                .get(0);
    }

    private List<String> exported() throws IOException {
        List<String> lines = new ArrayList<>();
        events.exportCopy(PROJECTION, "engagement_insight", "march", null, 100, lines);
        return lines;
    }

    @Test
    void givenWorkspaceClosed_whenReadingsComeStill_thenNoneIsKept() {
        read(ACCOUNT, "pub_1", PUBLISHED, Duration.ofHours(3), 1L);
        events.publish(WORKSPACE, new WorkspaceClosed(WORKSPACE));
        read(ACCOUNT, "pub_2", PUBLISHED, Duration.ofHours(3), 1L);
        events.awaitCaughtUp();
        assertThat(rows("engagement_insight")).isEmpty();
        Map<String, String> live = events.hashes();
        events.rebuildAll();
        assertThat(events.hashes()).isEqualTo(live);
    }

    /** Publications with their engagement, as whoever reads the table gets them. */
    private List<String> rows(String table) {
        return clickHouse
                .query("SELECT publication_id, engagement FROM " + table + " FINAL ORDER BY publication_id", Map.of())
                .stream()
                .map(row -> row.getString("publication_id") + " " + row.getLong("engagement"))
                .toList();
    }

    private void consent(ConsentEvent event) {
        events.publish(CONSENTS, event);
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
