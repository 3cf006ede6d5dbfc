package io.postledger.command.post;

import io.postledger.api.RejectionCode;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostScheduleCancelled;
import io.postledger.api.post.PostScheduled;
import io.postledger.api.post.Schedule;
import io.postledger.api.post.Schedule.Occurrence;
import io.postledger.api.post.SchedulePost;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class SchedulePostTest extends PostFixture {
    private ResultValidator<Post> whenScheduled(String local, String zone, Occurrence occurrence) {
        return when(
                fixture.given(drafted()),
                new SchedulePost(POST, new Schedule(LocalDateTime.parse(local), zone, occurrence)));
    }

    private PostScheduled scheduledAt(String local, String zone, String due) {
        return new PostScheduled(POST.value(), 1, LocalDateTime.parse(local), zone, Instant.parse(due));
    }

    @Test
    void givenDraft_whenScheduled_thenDueInItsZone() {
        whenScheduled("2026-07-01T09:30", "Europe/Berlin", null)
                .expectEvents(scheduledAt("2026-07-01T09:30", "Europe/Berlin", "2026-07-01T07:30:00Z"));
    }

    @Test
    void givenDraft_whenInThePast_thenRejected() {
        assertRejected(whenScheduled("2026-03-20T09:59:59", "UTC", null), RejectionCode.SCHEDULE_IN_PAST);
    }

    @Test
    void givenDraft_whenExactlyNow_thenRejected() {
        assertRejected(whenScheduled("2026-03-20T10:00", "UTC", null), RejectionCode.SCHEDULE_IN_PAST);
    }

    @Test
    void givenDraft_whenOverTwoYearsAhead_thenRejected() {
        assertRejected(whenScheduled("2028-03-21T10:00", "UTC", null), RejectionCode.SCHEDULE_TOO_FAR);
    }

    @Test
    void givenDraft_whenZoneUnknown_thenRejected() {
        assertRejected(whenScheduled("2026-07-01T09:30", "Mars/Olympus", null), RejectionCode.TIME_ZONE_UNKNOWN);
    }

    @Test
    void givenDraft_whenZoneIsAnOffset_thenRejected() {
        assertRejected(whenScheduled("2026-07-01T09:30", "+02:00", null), RejectionCode.TIME_ZONE_UNKNOWN);
    }

    @Test
    void givenDraft_whenClocksSkipTheTime_thenRejected() {
        assertRejected(whenScheduled("2026-03-29T02:30", "Europe/Berlin", null), RejectionCode.LOCAL_TIME_SKIPPED);
    }

    @Test
    void givenDraft_whenClocksSkipTheTimeAndOccurrenceGiven_thenStillRejected() {
        assertRejected(
                whenScheduled("2026-03-29T02:30", "Europe/Berlin", Occurrence.LATER), RejectionCode.LOCAL_TIME_SKIPPED);
    }

    @Test
    void givenDraft_whenClocksRepeatTheTime_thenRejected() {
        assertRejected(whenScheduled("2026-10-25T02:30", "Europe/Berlin", null), RejectionCode.LOCAL_TIME_AMBIGUOUS);
    }

    @Test
    void givenDraft_whenEarlierOfRepeatedTimes_thenSummerTime() {
        whenScheduled("2026-10-25T02:30", "Europe/Berlin", Occurrence.EARLIER)
                .expectEvents(scheduledAt("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00Z"));
    }

    @Test
    void givenDraft_whenLaterOfRepeatedTimes_thenWinterTime() {
        whenScheduled("2026-10-25T02:30", "Europe/Berlin", Occurrence.LATER)
                .expectEvents(scheduledAt("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T01:30:00Z"));
    }

    @Test
    void givenDraftWithoutTargets_whenScheduled_thenRejected() {
        assertRejected(
                when(
                        fixture.given(new PostDrafted(POST.value(), WORKSPACE, "Hello", List.of(), List.of())),
                        new SchedulePost(POST, utc(DUE))),
                RejectionCode.POST_WITHOUT_TARGETS);
    }

    @Test
    void givenScheduled_whenScheduledAgain_thenRejected() {
        assertRejected(
                when(fixture.given(drafted(), scheduled()), new SchedulePost(POST, utc(DUE))),
                RejectionCode.POST_ALREADY_SCHEDULED);
    }

    @Test
    void givenCancelled_whenScheduledAgain_thenNextScheduleNumber() {
        Instant later = DUE.plus(Duration.ofDays(1));
        when(
                        fixture.given(drafted(), scheduled(), new PostScheduleCancelled(POST.value(), 1)),
                        new SchedulePost(POST, utc(later)))
                .expectEvents(new PostScheduled(POST.value(), 2, utc(later).at(), "UTC", later));
    }
}
