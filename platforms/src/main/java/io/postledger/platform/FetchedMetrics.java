package io.postledger.platform;

import java.util.List;
import java.util.Set;

/**
 * @param readings one for each post that the network still has
 * @param notFound posts that it no longer shows: deleted, or hidden from us
 * @param exchanges the calls it took, in order
 */
public record FetchedMetrics(List<MetricReading> readings, Set<String> notFound, List<Exchange> exchanges) {

    public FetchedMetrics {
        readings = List.copyOf(readings);
        notFound = Set.copyOf(notFound);
        exchanges = List.copyOf(exchanges);
    }
}
