package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a post fares: a reach from its author's followers, the hour it was posted and its own luck, most of it within hours,
 * a rest over days. The same post of the same age always has the same numbers, and they never fall.
 */
final class XPublicMetrics {

    private static final long SEED = 0x706f_7374L;
    private static final double QUICK_HOURS = 4;
    private static final double SLOW_HOURS = 72;

    private XPublicMetrics() {}

    static ObjectNode of(XTweet tweet, XAccount author, Instant now) {
        SplittableRandom luck = new SplittableRandom(SEED ^ Long.parseLong(tweet.id()));
        double followersSeeing = 0.05 + 0.2 * luck.nextDouble();
        double spread = Math.exp(0.5 * luck.nextGaussian());
        double reach = author.followers() * followersSeeing * spread * hourFactor(author, tweet.createdAt());
        double hours = Math.max(0, Duration.between(tweet.createdAt(), now).toMillis()) / 3_600_000.0;
        double grown = 0.75 * (1 - Math.exp(-hours / QUICK_HOURS)) + 0.25 * (1 - Math.exp(-hours / SLOW_HOURS));
        double impressions = reach * grown;
        return Json.object()
                .put("retweet_count", (long) (impressions * (0.002 + 0.006 * luck.nextDouble())))
                .put("reply_count", (long) (impressions * (0.001 + 0.003 * luck.nextDouble())))
                .put("like_count", (long) (impressions * (0.01 + 0.03 * luck.nextDouble())))
                .put("quote_count", (long) (impressions * 0.001 * luck.nextDouble()))
                .put("bookmark_count", (long) (impressions * 0.004 * luck.nextDouble()))
                .put("impression_count", (long) impressions);
    }

    /** Each account has a morning and an evening hour (UTC) at which its followers read; weekends are quieter. */
    private static double hourFactor(XAccount author, Instant postedAt) {
        ZonedDateTime posted = postedAt.atZone(ZoneOffset.UTC);
        int shift = Math.floorMod(author.id().hashCode(), 4);
        double hour = posted.getHour() + posted.getMinute() / 60.0;
        double day = posted.getDayOfWeek().getValue() >= 6 ? 0.7 : 1.0;
        return day * (0.5 + 0.6 * near(hour, 7 + shift) + 0.9 * near(hour, 16 + shift));
    }

    private static double near(double hour, double peak) {
        double apart = Math.abs(hour - peak);
        double around = Math.min(apart, 24 - apart);
        return Math.exp(-around * around / 4.5);
    }
}
