package io.postledger.trial.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * People who read an account's posts, made up: more of them in the evening and at lunch, fewer at night and on Sundays,
 * and most of a post's readers within its first day. The same post always has the same readers.
 *
 * @param zone where they live
 * @param reach how many see an average post in the end
 */
public record Audience(ZoneId zone, double reach) {
    private static final double HOURS_TO_SETTLE = 9;
    private static final double NOISE = 0.35;

    /** Totals of a post, at {@code observedAt}. They never fall. */
    public Map<String, Long> counters(String post, Instant publishedAt, Instant observedAt) {
        Random luck = new Random(post.hashCode());
        double ever = reach * interest(publishedAt) * Math.exp(NOISE * luck.nextGaussian());
        double likeRate = 0.03 + 0.03 * luck.nextDouble();
        double hours = Duration.between(publishedAt, observedAt).toMinutes() / 60.0;
        double seen = ever * (1 - Math.exp(-Math.max(hours, 0) / HOURS_TO_SETTLE));
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("impressions", (long) seen);
        counters.put("likes", (long) (seen * likeRate));
        counters.put("comments", (long) (seen * likeRate / 9));
        counters.put("shares", (long) (seen * likeRate / 6));
        counters.put("saves", (long) (seen * likeRate / 12));
        counters.put("clicks", (long) (seen * likeRate / 3));
        return counters;
    }

    /** How much more or less than average is read at this hour of the week; about 1 on average. */
    double interest(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        double hour = local.toLocalTime().toSecondOfDay()
                / (double) LocalTime.of(1, 0).toSecondOfDay();
        double day = 0.55 + 0.9 * bell(hour, 19.5, 2.5) + 0.6 * bell(hour, 12.5, 1.5) - 0.4 * bell(hour, 4, 3);
        return day
                * (local.getDayOfWeek() == DayOfWeek.SUNDAY
                        ? 0.6
                        : local.getDayOfWeek().getValue() <= 4 ? 1.15 : 1);
    }

    private static double bell(double hour, double middle, double width) {
        double distance = (hour - middle) / width;
        return Math.exp(-distance * distance / 2);
    }
}
