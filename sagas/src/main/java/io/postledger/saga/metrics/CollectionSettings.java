package io.postledger.saga.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code postledger.metrics.*}.
 *
 * @param after when a post's counters are read, counted from its publishing, ascending; empty for never
 * @param every how often it is seen whose time has come; no reading is later than that by our doing
 */
@ConfigurationProperties("postledger.metrics")
record CollectionSettings(
        @DefaultValue({"10m", "30m", "1h", "2h", "6h", "12h", "1d", "2d", "4d", "7d", "14d", "30d"})
        List<Duration> after,

        @DefaultValue("30s") Duration every) {
    /** A post that was never readable is given up that long after its last time. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    CollectionSettings {
        after = after.stream().sorted().toList();
    }

    /** The first time after the given one; empty where there is none. Times that passed meanwhile are not made up for. */
    Optional<Instant> next(Instant publishedAt, Instant now) {
        return after.stream().map(publishedAt::plus).filter(now::isBefore).findFirst();
    }

    /** The first of all times, passed or not. */
    Optional<Instant> first(Instant publishedAt) {
        return after.stream().findFirst().map(publishedAt::plus);
    }

    /** A post published before is not worth another try when it cannot be read now. */
    Instant oldest(Instant now) {
        Duration last = after.isEmpty() ? Duration.ZERO : after.get(after.size() - 1);
        return now.minus(last).minus(PATIENCE);
    }
}
