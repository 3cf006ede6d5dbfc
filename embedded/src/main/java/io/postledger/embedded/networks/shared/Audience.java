package io.postledger.embedded.networks.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;

/**
 * How a post fares: a reach from its author's followers, the hour it was posted and its own luck, most of it within hours,
 * a rest over days. The same post of the same age always has the same numbers, and they never fall, if a network asks for
 * its counters in the same order.
 */
public final class Audience {

    private static final long SEED = 0x706f_7374L;
    private static final double QUICK_HOURS = 4;
    private static final double SLOW_HOURS = 72;

    private final SplittableRandom luck;
    private final double impressions;

    public Audience(Post post, Account author, Instant now) {
        this.luck = new SplittableRandom(SEED ^ post.number());
        double followersSeeing = 0.05 + 0.2 * luck.nextDouble();
        double spread = Math.exp(0.5 * luck.nextGaussian());
        double reach = author.followers() * followersSeeing * spread * hourFactor(author, post.createdAt());
        double hours = Math.max(0, Duration.between(post.createdAt(), now).toMillis()) / 3_600_000.0;
        double grown = 0.75 * (1 - Math.exp(-hours / QUICK_HOURS)) + 0.25 * (1 - Math.exp(-hours / SLOW_HOURS));
        this.impressions = reach * grown;
    }

    public long impressions() {
        return (long) impressions;
    }

    /** A counter that is a share of the impressions, which luck draws from a range. */
    public long share(double least, double spread) {
        return (long) (impressions * (least + spread * luck.nextDouble()));
    }

    /** Each account has a morning and an evening hour (UTC) at which its followers read; weekends are quieter. */
    private static double hourFactor(Account author, Instant postedAt) {
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
