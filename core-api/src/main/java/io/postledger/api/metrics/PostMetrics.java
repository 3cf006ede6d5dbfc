package io.postledger.api.metrics;

import io.postledger.api.account.Platform;
import java.time.Instant;
import java.util.List;

/** Metrics of a post, by publication and time. */
public record PostMetrics(String postId, Granularity granularity, List<Point> points) {
    /** Counters (totals since publication) as they stood at the newest reading of the hour or day that begins at {@code at}, or at the reading itself. */
    public record Point(String publicationId, String accountId, Platform platform, Instant at, Counters counters) {}
}
