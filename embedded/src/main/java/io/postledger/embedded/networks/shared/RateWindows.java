package io.postledger.embedded.networks.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much of each limit is used. In memory only: a restart forgives. */
public final class RateWindows {

    private final Map<String, Used> windows = new ConcurrentHashMap<>();

    private record Used(Instant resetsAt, long used, boolean tookLast) {}

    /** When a window that begins now ends. */
    public interface Window {

        Instant endAfter(Instant now);

        /** So long from the first call in it. */
        static Window of(Duration length) {
            return now -> now.plus(length);
        }

        /** Until the zone's midnight. */
        static Window daily(ZoneId zone) {
            return now -> ZonedDateTime.ofInstant(now, zone)
                    .truncatedTo(ChronoUnit.DAYS)
                    .plusDays(1)
                    .toInstant();
        }
    }

    /** @param used with what was taken just now */
    public record Standing(boolean allowed, long limit, long used, Instant resetsAt) {

        public long remaining() {
            return Math.max(0, limit - used);
        }

        /** In whole seconds since the epoch, rounded up: whoever comes back at that second is let in. */
        public long resetsAtSecond() {
            return resetsAt.plusMillis(999).getEpochSecond();
        }
    }

    /**
     * Takes it all, or nothing of it.
     *
     * @param key of the limit and whom it is for
     */
    public Standing take(String key, long limit, Window window, long cost, Instant now) {
        Used after = windows.compute(key, (k, old) -> {
            Used current = current(old, window, now);
            boolean fits = current.used() + cost <= limit;
            return new Used(current.resetsAt(), current.used() + (fits ? cost : 0), fits);
        });
        return new Standing(after.tookLast(), limit, after.used(), after.resetsAt());
    }

    public Standing look(String key, long limit, Window window, Instant now) {
        Used current = current(windows.get(key), window, now);
        return new Standing(current.used() < limit, limit, current.used(), current.resetsAt());
    }

    private static Used current(Used old, Window window, Instant now) {
        return old == null || !now.isBefore(old.resetsAt()) ? new Used(window.endAfter(now), 0, true) : old;
    }
}
