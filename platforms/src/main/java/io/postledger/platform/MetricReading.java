package io.postledger.platform;

import java.time.Instant;
import java.util.Map;

/**
 * A post's running totals at an instant.
 *
 * @param readAt when the network answered, by our clock
 * @param counters totals since publication; what the network did not report is absent, not 0
 */
public record MetricReading(String externalId, Instant readAt, Map<Counter, Long> counters) {

    public MetricReading {
        counters = Map.copyOf(counters);
    }
}
