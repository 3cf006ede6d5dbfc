package io.postledger.api.insight;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hours of the week, best first.
 *
 * @param estimator name and version of the method, see docs/models.md
 * @param asOf newest observation that the estimates rest on (UTC); null where there is none
 */
public record BestTimes(
        String accountId,
        String timeZone,
        String estimator,
        @Nullable Instant asOf,
        List<Slot> slots) {
    /**
     * One hour of the week.
     *
     * @param dayOfWeek 1 (Monday) to 7 (Sunday), in {@code timeZone}
     * @param hour 0 to 23, in {@code timeZone}
     * @param expectedEngagement expected engagements (likes, comments, shares, saves, clicks) of a post in its first 24 hours
     * @param standardError of the expectation, same unit
     * @param observations how many posts in this hour it rests on
     * @param effectiveObservations the same with old ones counting less
     */
    public record Slot(
            int dayOfWeek,
            int hour,
            double expectedEngagement,
            double standardError,
            long observations,
            double effectiveObservations) {}
}
