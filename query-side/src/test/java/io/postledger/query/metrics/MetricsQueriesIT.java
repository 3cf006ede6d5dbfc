package io.postledger.query.metrics;

import static io.postledger.query.post.Posts.ACCOUNT;
import static io.postledger.query.post.Posts.OTHER_ACCOUNT;
import static io.postledger.query.post.Posts.drafted;
import static io.postledger.query.post.Posts.postId;
import static io.postledger.query.post.Posts.publicationId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.Platform;
import io.postledger.api.metrics.AccountMetrics;
import io.postledger.api.metrics.Counters;
import io.postledger.api.metrics.FindAccountMetrics;
import io.postledger.api.metrics.FindPostMetrics;
import io.postledger.api.metrics.Granularity;
import io.postledger.api.metrics.MetricsIngested;
import io.postledger.api.metrics.PostMetrics;
import io.postledger.api.post.PostId;
import io.postledger.query.QueryRig;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsQueriesIT {
    private static final String POST = postId(1);
    private static final Instant PUBLISHED = Instant.parse("2026-03-01T08:00:00Z");

    private QueryRig rig;
    private int batches;

    @BeforeEach
    void open() {
        rig = new QueryRig();
        rig.publish(POST, drafted(POST, QueryRig.WORKSPACE, "text", ACCOUNT));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void givenReadings_whenAskedByGranularity_thenReadingsAndTheNewestOfEachHourAndDay() {
        read(ACCOUNT, 1, "2026-03-01T09:50:00Z", 5);
        read(ACCOUNT, 1, "2026-03-01T09:10:00Z", 3);
        read(ACCOUNT, 1, "2026-03-01T23:59:59.999Z", 8);
        read(ACCOUNT, 1, "2026-03-02T00:00:00Z", 9);
        // A network that takes a counter back and one that stops telling it: the newest reading counts as it is.
        read(ACCOUNT, 1, "2026-03-02T10:00:00Z", 7);
        rig.awaitCaughtUp();

        assertThat(likes(Granularity.READING))
                .containsExactly("09:10=3", "09:50=5", "23:59:59.999=8", "00:00=9", "10:00=7");
        assertThat(likes(Granularity.HOUR)).containsExactly("09:00=5", "23:00=8", "00:00=9", "10:00=7");
        assertThat(likes(Granularity.DAY)).containsExactly("00:00=8", "00:00=7");
    }

    @Test
    void givenCounterThatANetworkLacks_whenAsked_thenNullAndNotNought() {
        read(ACCOUNT, 1, "2026-03-01T09:50:00Z", 5);
        rig.awaitCaughtUp();

        for (Granularity granularity : Granularity.values()) {
            PostMetrics.Point point = metrics(granularity).points().get(0);
            assertThat(point.counters()).isEqualTo(new Counters(100L, 5L, null, 0L, null, null, null));
            assertThat(point.publicationId()).isEqualTo(publicationId(1));
            assertThat(point.accountId()).isEqualTo(ACCOUNT);
        }
    }

    @Test
    void givenReadings_whenTablesAreRebuilt_thenTheSameContentAndTheRollupsToo() {
        read(ACCOUNT, 1, "2026-03-01T09:50:00Z", 5);
        read(ACCOUNT, 1, "2026-03-02T09:50:00Z", 9);
        rig.awaitCaughtUp();
        Map<String, String> before = rig.events().hashes();
        PostMetrics byDay = metrics(Granularity.DAY);

        rig.events().rebuildAll();

        assertThat(rig.events().hashes()).isEqualTo(before);
        assertThat(metrics(Granularity.DAY)).isEqualTo(byDay);
        read(ACCOUNT, 1, "2026-03-02T10:50:00Z", 12);
        rig.awaitCaughtUp();
        assertThat(likes(Granularity.DAY)).containsExactly("00:00=5", "00:00=12");
    }

    @Test
    void givenRestartOverOlderPosition_whenRowsComeTwice_thenAnswersStayTheSame() {
        read(ACCOUNT, 1, "2026-03-01T09:50:00Z", 5);
        read(ACCOUNT, 1, "2026-03-02T09:50:00Z", 9);
        rig.awaitCaughtUp();
        PostMetrics before = metrics(Granularity.DAY);
        AccountMetrics gained = gains(null);

        rig.events().stop();
        rig.forgetClickHousePositions();
        rig.start();
        rig.awaitCaughtUp();

        assertThat(metrics(Granularity.DAY)).isEqualTo(before);
        assertThat(metrics(Granularity.READING).points()).hasSize(2);
        assertThat(gains(null)).isEqualTo(gained);
    }

    @Test
    void givenDaysOfReadings_whenGainsAsked_thenDifferencesNeverNegativeAndFirstFromNought() {
        read(ACCOUNT, 1, "2026-02-27T09:00:00Z", 2);
        read(ACCOUNT, 1, "2026-03-01T09:00:00Z", 5);
        read(ACCOUNT, 1, "2026-03-02T09:00:00Z", 4);
        read(ACCOUNT, 1, "2026-03-04T09:00:00Z", 10);
        read(ACCOUNT, 2, "2026-03-04T09:00:00Z", 3);
        read(OTHER_ACCOUNT, 3, "2026-03-04T09:00:00Z", 50);
        rig.awaitCaughtUp();

        assertThat(gains(ACCOUNT).days())
                .extracting(
                        AccountMetrics.Day::day,
                        AccountMetrics.Day::posts,
                        d -> d.gained().likes())
                .containsExactly(
                        tuple(LocalDate.parse("2026-03-01"), 1L, 3L),
                        tuple(LocalDate.parse("2026-03-02"), 1L, 0L),
                        tuple(LocalDate.parse("2026-03-04"), 2L, 9L));
        assertThat(gains(ACCOUNT).days().get(0).gained().comments()).isNull();
        assertThat(gains(null).days())
                .extracting(AccountMetrics.Day::accountId)
                .containsExactly(ACCOUNT, ACCOUNT, ACCOUNT, OTHER_ACCOUNT);
    }

    @Test
    void givenForeignWorkspace_whenAsked_thenNothing() {
        read(ACCOUNT, 1, "2026-03-01T09:50:00Z", 5);
        rig.awaitCaughtUp();

        assertThatThrownBy(() -> rig.ask(QueryRig.FOREIGN, query(Granularity.DAY), PostMetrics.class))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(RejectionCode.POST_NOT_FOUND));
        assertThat(rig.ask(
                                QueryRig.FOREIGN,
                                new FindAccountMetrics(
                                        new AccountId(ACCOUNT),
                                        LocalDate.parse("2026-03-01"),
                                        LocalDate.parse("2026-03-31")),
                                AccountMetrics.class)
                        .days())
                .isEmpty();
    }

    private void read(String account, int publication, String observedAt, long likes) {
        String batch = "mb_" + batches++;
        Instant at = Instant.parse(observedAt);
        rig.publish(
                batch,
                new MetricsIngested(
                        batch,
                        QueryRig.WORKSPACE,
                        "test",
                        account,
                        Platform.X,
                        at,
                        at.plusSeconds(1),
                        List.of(new MetricsIngested.Reading(
                                publicationId(publication),
                                POST,
                                PUBLISHED,
                                at,
                                new Counters(100L, likes, null, 0L, null, null, null)))));
    }

    private List<String> likes(Granularity granularity) {
        return metrics(granularity).points().stream()
                .map(point -> point.at().atZone(ZoneOffset.UTC).toLocalTime() + "="
                        + point.counters().likes())
                .toList();
    }

    private PostMetrics metrics(Granularity granularity) {
        return rig.ask(query(granularity), PostMetrics.class);
    }

    private static FindPostMetrics query(Granularity granularity) {
        return new FindPostMetrics(
                new PostId(POST),
                granularity,
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2026-03-03T00:00:00Z"));
    }

    private AccountMetrics gains(@Nullable String account) {
        return rig.ask(
                new FindAccountMetrics(
                        account == null ? null : new AccountId(account),
                        LocalDate.parse("2026-03-01"),
                        LocalDate.parse("2026-03-31")),
                AccountMetrics.class);
    }
}
