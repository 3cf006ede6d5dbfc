package io.postledger.command.post;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.post.Schedule;
import io.postledger.command.TimeZones;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Map;

/**
 * Turns a wall-clock time into an instant, or says why it cannot. A time that clocks skip does not exist and one that
 * they repeat is two: both are refused rather than guessed, since a guess would publish an hour off.
 */
final class SchedulePolicy {
    private static final Duration FARTHEST = Duration.ofDays(731);

    private SchedulePolicy() {}

    /** When a post goes out. Rejected: as {@link io.postledger.api.post.SchedulePost}. */
    static Instant dueAt(Schedule schedule, Instant now) {
        ZoneId zone = TimeZones.require(schedule.timeZone());
        Instant due = schedule.at().toInstant(offset(schedule, zone));
        if (!due.isAfter(now)) {
            throw new RejectedException(
                    RejectionCode.SCHEDULE_IN_PAST,
                    "This time has passed",
                    Map.of("dueAt", due.toString(), "now", now.toString()));
        }
        if (due.isAfter(now.plus(FARTHEST))) {
            throw new RejectedException(
                    RejectionCode.SCHEDULE_TOO_FAR,
                    "A post can be scheduled at most " + FARTHEST.toDays() + " days ahead",
                    Map.of("limitDays", Long.toString(FARTHEST.toDays())));
        }
        return due;
    }

    private static ZoneOffset offset(Schedule schedule, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(schedule.at());
        if (offsets.isEmpty()) {
            throw skipped(schedule.at(), zone);
        }
        if (offsets.size() == 1) {
            return offsets.get(0);
        }
        if (schedule.occurrence() == null) {
            throw new RejectedException(
                    RejectionCode.LOCAL_TIME_AMBIGUOUS,
                    "Clocks are set back then, and this time comes twice: say which, EARLIER or LATER",
                    Map.of(
                            "earlier", schedule.at().toInstant(offsets.get(0)).toString(),
                            "later", schedule.at().toInstant(offsets.get(1)).toString()));
        }
        return schedule.occurrence() == Schedule.Occurrence.EARLIER ? offsets.get(0) : offsets.get(1);
    }

    private static RejectedException skipped(LocalDateTime at, ZoneId zone) {
        ZoneOffsetTransition gap = zone.getRules().getTransition(at);
        return new RejectedException(
                RejectionCode.LOCAL_TIME_SKIPPED,
                "Clocks are set forward then, and this time does not come",
                Map.of(
                        "clocksStopAt", gap.getDateTimeBefore().toString(),
                        "clocksGoOnAt", gap.getDateTimeAfter().toString()));
    }
}
