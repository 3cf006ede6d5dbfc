package io.postledger.saga.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.postledger.api.CommandResult;
import io.postledger.api.Ids;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.AccountReconnected;
import io.postledger.api.account.ReportAuthorizationLost;
import io.postledger.api.metrics.IngestMetrics;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.saga.SagaRoom;
import io.postledger.saga.account.TestGrants;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Counters of posts on simulated X, read as time passes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollectingIT {
    private static final String WORKSPACE = "ws_01jqaaaaaaaaaaaaaaaaaaaaaa";

    @TempDir
    static Path folder;

    private final ShiftedClock clock = new ShiftedClock();
    private final Ids ids = new Ids(Clock.systemUTC());
    private SagaRoom room;
    private CollectionPlan plan;
    private Collecting collecting;
    private CollectedPosts posts;
    private @Nullable Supplier<RuntimeException> refusal;
    private String account;
    private int handles;

    @BeforeAll
    void aRoom() throws IOException {
        room = new SagaRoom(
                folder,
                Map.of("postledger.metrics.after", "10m,30m,1d", "postledger.metrics.every", "1s"),
                context -> context.registerBean("clock", Clock.class, () -> clock));
        plan = room.bean(CollectionPlan.class);
        collecting = room.bean(Collecting.class);
        posts = room.bean(CollectedPosts.class);
        room.on(ReportAuthorizationLost.class, command -> new CommandResult("", 0));
        room.on(IngestMetrics.class, command -> {
            if (refusal != null) {
                throw refusal.get();
            }
            return new CommandResult(command.batchId().value(), 0);
        });
    }

    @AfterAll
    void end() throws IOException {
        room.close();
    }

    @BeforeEach
    void anAccountOfItsOwn() {
        refusal = null;
        room.jdbc.sql("DELETE FROM collected_post").update();
        account = ids.next(AccountId.PREFIX, AccountId::new).value();
        room.control("/accounts", "{\"handle\":\"" + handle(++handles) + "\",\"name\":\"H\",\"followers\":5000}");
        TestGrants.connect(room, WORKSPACE, account, handle(handles));
    }

    private static String handle(int number) {
        return "collected_" + number;
    }

    /** A post on the network, of which the log tells; the publication's id. */
    private String published(String text) {
        return told(TestGrants.publish(room, WORKSPACE, account, text));
    }

    private String told(String externalId) {
        String publication = ids.next(PublicationId.PREFIX, PublicationId::new).value();
        tell(publication, externalId, clock.instant());
        return publication;
    }

    private void tell(String publication, String externalId, Instant publishedAt) {
        plan.on(
                new PublicationPublished(
                        publication,
                        1,
                        "post_01jqaaaaaaaaaaaaaaaaaaaaaa",
                        account,
                        externalId,
                        "https://x.com/1",
                        publishedAt,
                        new Exchange(201, null, "r", 5)),
                WORKSPACE);
    }

    /** What the durable task does. */
    private void collect() {
        for (CollectedPosts.DueAccount due : posts.dueAccounts(clock.instant(), 10)) {
            collecting.run(due);
        }
    }

    private List<IngestMetrics> ingested() {
        return room.sent(IngestMetrics.class).stream()
                .filter(command -> command.accountId().value().equals(account))
                .toList();
    }

    /** How long after its publishing a post is read next; null for never. */
    private @Nullable Duration next(String publication) {
        return room.jdbc
                .sql("SELECT published_at, next_at FROM collected_post WHERE publication_id = ?")
                .param(publication)
                .query((row, number) -> row.getTimestamp("next_at") == null
                        ? Duration.ofDays(-1)
                        : Duration.between(
                                row.getTimestamp("published_at").toInstant(),
                                row.getTimestamp("next_at").toInstant()))
                .optional()
                .filter(duration -> !duration.isNegative())
                .orElse(null);
    }

    private static void fault(SagaRoom room, int number, String kind) {
        room.fault("{\"kind\":\"" + kind + "\",\"endpoint\":\"tweets.lookup\",\"account\":\"" + handle(number)
                + "\",\"times\":1,\"delayMs\":120000}");
    }

    @Test
    void givenPublished_thenReadAtEachTimeAndNeverAgain() {
        String publication = published("read me");
        collect();
        assertThat(ingested()).as("it is not time yet").isEmpty();

        for (Duration next : List.of(Duration.ofMinutes(30), Duration.ofDays(1))) {
            clock.ahead(Duration.ofMinutes(20));
            collect();
            assertThat(next(publication)).isEqualTo(next);
        }
        clock.ahead(Duration.ofDays(1));
        collect();

        assertThat(next(publication)).isNull();
        assertThat(ingested()).hasSize(3).allSatisfy(batch -> {
            assertThat(batch.metricsSource()).isEqualTo("postledger.collection");
            assertThat(batch.readings()).singleElement().satisfies(reading -> {
                assertThat(reading.publicationId().value()).isEqualTo(publication);
                assertThat(reading.observedAt()).isBetween(batch.windowStart(), batch.windowEnd());
                assertThat(reading.counters().impressions()).isNotNull();
                assertThat(reading.counters().likes()).isNotNull();
                assertThat(reading.counters().clicks()).isNull();
            });
        });
    }

    @Test
    void givenManyPostsOfAnAccount_thenOneCallAndOneBatch() {
        List.of("one", "two", "three").forEach(this::published);
        clock.ahead(Duration.ofMinutes(11));
        long before = calls();

        collect();

        assertThat(calls() - before).isEqualTo(1);
        assertThat(ingested())
                .singleElement()
                .satisfies(batch -> assertThat(batch.readings()).hasSize(3));
    }

    /** How often the network was asked for this account's counters. */
    private long calls() {
        String calls = room.call(HttpRequest.newBuilder(room.networks.control().resolve("/truth/x/calls")))
                .body();
        return JsonMapper.shared()
                .readTree(calls)
                .path("tweets.lookup")
                .path(handle(handles))
                .asLong(0);
    }

    @Test
    void givenToldAgain_thenNothingIsForgotten() {
        String publication = published("told twice");
        clock.ahead(Duration.ofMinutes(11));
        collect();

        tell(publication, "another", clock.instant());

        assertThat(next(publication)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void givenTimesPassedWhileNobodyRan_thenReadOnce() {
        String publication = published("slept");
        clock.ahead(Duration.ofHours(3));

        collect();
        collect();

        assertThat(ingested()).hasSize(1);
        assertThat(next(publication)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void givenNotOnTheNetworkTwice_thenNotAskedAgain() {
        String publication = told("1");
        clock.ahead(Duration.ofMinutes(11));
        collect();
        assertThat(next(publication)).as("once may be a delay").isEqualTo(Duration.ofMinutes(30));
        clock.ahead(Duration.ofMinutes(20));
        collect();

        assertThat(next(publication)).isNull();
        assertThat(ingested()).isEmpty();
    }

    @Test
    void givenGrantLost_thenHeldUntilTheAccountIsConnectedAgain() {
        published("held");
        TestGrants.lose(room, account);
        clock.ahead(Duration.ofMinutes(11));
        collect();
        collect();
        assertThat(ingested()).isEmpty();

        TestGrants.connect(room, WORKSPACE, account, handle(handles));
        plan.on(new AccountReconnected(account, handle(handles), "H", List.of()));
        collect();

        assertThat(ingested()).hasSize(1);
    }

    @Test
    void givenAccountLostForGood_thenItsPostsAreGivenUpInTheEnd() {
        String publication = published("lost");
        TestGrants.lose(room, account);
        clock.ahead(Duration.ofMinutes(11));
        collect();
        assertThat(next(publication)).isNotNull();
        clock.ahead(Duration.ofDays(3));
        collect();

        assertThat(next(publication)).isNull();
    }

    @Test
    void givenTooManyCalls_thenWaitsForTheNetworksReset() {
        String publication = published("limited");
        clock.ahead(Duration.ofMinutes(11));
        fault(room, handles, "RATE_LIMITED");
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        collect();

        Instant planned = room.jdbc
                .sql("SELECT next_at FROM collected_post WHERE publication_id = ?")
                .param(publication)
                .query(Timestamp.class)
                .single()
                .toInstant();
        assertThat(ingested()).isEmpty();
        assertThat(planned).isAfter(before);
        clock.ahead(Duration.ofHours(2));
        collect();
        assertThat(ingested()).hasSize(1);
    }

    @Test
    void givenNetworkFails_thenReadAWhileLater() {
        published("away");
        clock.ahead(Duration.ofMinutes(11));
        fault(room, handles, "ERROR_BEFORE_COMMIT");
        collect();
        collect();
        assertThat(ingested()).isEmpty();

        clock.ahead(Duration.ofMinutes(3));
        collect();

        assertThat(ingested()).hasSize(1);
    }

    @Test
    void givenTheProcessDiesBeforeTheReadingIsInTheLog_thenReadAgain() {
        String publication = published("killed");
        clock.ahead(Duration.ofMinutes(11));
        refusal = () -> new IllegalStateException("the process dies here");
        assertThatThrownBy(this::collect).hasMessageContaining("dies here");

        refusal = null;
        collect();

        assertThat(next(publication)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void givenReadingIsRefused_thenTheNextOneIsPlannedAllTheSame() {
        String publication = published("refused");
        clock.ahead(Duration.ofMinutes(11));
        refusal = () -> new RejectedException(RejectionCode.METRICS_UNKNOWN_POST, "as the test says");

        collect();

        assertThat(next(publication)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void givenTheProductsTasks_thenReadWithoutAnybodysDoing() {
        published("by itself");
        clock.ahead(Duration.ofMinutes(11));
        Scheduler scheduler = room.scheduler();
        scheduler.start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(ingested()).hasSize(1));
        } finally {
            scheduler.stop();
        }
    }
}
