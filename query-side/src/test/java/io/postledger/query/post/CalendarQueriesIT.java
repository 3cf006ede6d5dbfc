package io.postledger.query.post;

import static io.postledger.query.post.Posts.ACCOUNT;
import static io.postledger.query.post.Posts.drafted;
import static io.postledger.query.post.Posts.postId;
import static io.postledger.query.post.Posts.scheduled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.Platform;
import io.postledger.api.post.CalendarMonth;
import io.postledger.api.post.FindCalendar;
import io.postledger.api.post.PostDeleted;
import io.postledger.api.post.PostImported;
import io.postledger.api.post.PostRescheduled;
import io.postledger.api.post.PostScheduleCancelled;
import io.postledger.api.workspace.WorkspaceCreated;
import io.postledger.query.QueryRig;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CalendarQueriesIT {
    private QueryRig rig;

    @BeforeEach
    void open() {
        rig = new QueryRig();
        rig.publish(QueryRig.WORKSPACE, new WorkspaceCreated(QueryRig.WORKSPACE, "Ours", "Europe/Berlin", "user_1"));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void givenClocksSetForward_whenMonthAsked_thenEachPostOnItsLocalDay() {
        // On 29 March 2026 the day has 23 hours in Berlin: midnight is 23:00 UTC before it and 22:00 UTC after.
        schedule(1, "2026-03-29T00:00");
        schedule(2, "2026-03-29T23:59");
        schedule(3, "2026-03-30T00:00");
        schedule(4, "2026-04-01T00:00");
        rig.awaitCaughtUp();

        assertThat(month("2026-03", null).entries())
                .extracting(CalendarMonth.Entry::postId, CalendarMonth.Entry::day)
                .containsExactly(
                        tuple(postId(1), LocalDate.parse("2026-03-29")),
                        tuple(postId(2), LocalDate.parse("2026-03-29")),
                        tuple(postId(3), LocalDate.parse("2026-03-30")));
        assertThat(month("2026-04", null).entries())
                .extracting(CalendarMonth.Entry::at)
                .containsExactly(Instant.parse("2026-03-31T22:00:00Z"));
    }

    @Test
    void givenClocksSetBack_whenMonthAsked_thenBothRepeatedHoursAreOnTheDay() {
        reschedule(1, "2026-10-25T00:30:00Z");
        reschedule(2, "2026-10-25T01:30:00Z");
        reschedule(3, "2026-10-25T22:59:59Z");
        reschedule(4, "2026-10-25T23:00:00Z");
        rig.awaitCaughtUp();

        assertThat(month("2026-10", null).entries())
                .extracting(entry -> entry.day().getDayOfMonth())
                .containsExactly(25, 25, 25, 26);
    }

    @Test
    void givenAnotherZone_whenMonthAsked_thenDaysOfThatZone() {
        schedule(1, "2026-03-01T00:30");
        rig.awaitCaughtUp();

        assertThat(month("2026-03", "Europe/Berlin").entries()).hasSize(1);
        assertThat(month("2026-03", "America/New_York").entries()).isEmpty();
        assertThat(month("2026-02", "America/New_York").entries())
                .extracting(CalendarMonth.Entry::day)
                .containsExactly(LocalDate.parse("2026-02-28"));
        assertThatThrownBy(() -> month("2026-03", "Mars/Olympus"))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(RejectionCode.TIME_ZONE_UNKNOWN));
    }

    @Test
    void givenPostsMovedCancelledAndDeleted_whenMonthAsked_thenOnlyWhatStands() {
        schedule(1, "2026-03-10T09:00");
        rig.publish(
                postId(1),
                new PostRescheduled(
                        postId(1),
                        2,
                        LocalDateTime.parse("2026-04-10T09:00"),
                        "Europe/Berlin",
                        Instant.parse("2026-04-10T07:00:00Z")));
        schedule(2, "2026-03-11T09:00");
        rig.publish(postId(2), new PostScheduleCancelled(postId(2), 1));
        schedule(3, "2026-03-12T09:00");
        rig.publish(postId(3), new PostDeleted(postId(3)));
        rig.publish(
                postId(4),
                new PostImported(
                        postId(4),
                        QueryRig.WORKSPACE,
                        Posts.publicationId(4),
                        ACCOUNT,
                        Platform.X,
                        "x".repeat(200),
                        "9",
                        "https://x.test/9",
                        Instant.parse("2026-03-13T09:00:00Z")));
        rig.awaitCaughtUp();

        assertThat(month("2026-03", null).entries()).singleElement().satisfies(entry -> {
            assertThat(entry.postId()).isEqualTo(postId(4));
            assertThat(entry.excerpt()).hasSize(80).endsWith("…");
            assertThat(entry.platforms()).isEqualTo(List.of(Platform.X));
        });
        assertThat(month("2026-04", null).entries())
                .extracting(CalendarMonth.Entry::postId)
                .containsExactly(postId(1));
    }

    @Test
    void givenForeignPosts_whenMonthAsked_thenNone() {
        rig.publish(postId(1), drafted(postId(1), QueryRig.FOREIGN, "theirs", ACCOUNT));
        rig.publish(postId(1), scheduled(postId(1), LocalDateTime.parse("2026-03-10T09:00"), "Europe/Berlin"));
        rig.awaitCaughtUp();

        assertThat(month("2026-03", null).entries()).isEmpty();
    }

    private void schedule(int number, String localTime) {
        rig.publish(postId(number), drafted(postId(number), QueryRig.WORKSPACE, "text", ACCOUNT));
        rig.publish(postId(number), scheduled(postId(number), LocalDateTime.parse(localTime), "Europe/Berlin"));
    }

    private void reschedule(int number, String instant) {
        schedule(number, "2026-01-01T09:00");
        rig.publish(
                postId(number),
                new PostRescheduled(
                        postId(number),
                        2,
                        LocalDateTime.parse("2026-10-25T02:30"),
                        "Europe/Berlin",
                        Instant.parse(instant)));
    }

    private CalendarMonth month(String month, String zone) {
        return rig.ask(new FindCalendar(YearMonth.parse(month), zone), CalendarMonth.class);
    }
}
