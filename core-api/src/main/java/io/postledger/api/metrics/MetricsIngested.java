package io.postledger.api.metrics;

import io.postledger.api.StoredAs;
import io.postledger.api.account.Platform;
import io.postledger.api.privacy.PersonalData;
import java.time.Instant;
import java.util.List;

/** Readings of one account were taken in. */
@StoredAs(name = "metrics.MetricsIngested")
public record MetricsIngested(
        String batchId,
        String workspaceId,
        @PersonalData String metricsSource,
        String accountId,
        Platform platform,
        Instant windowStart,
        Instant windowEnd,
        List<Reading> readings)
        implements MetricsEvent {
    /** Counters of one publication as they stood at {@code observedAt}; {@code publishedAt} is when it went out (UTC). */
    public record Reading(
            String publicationId, String postId, Instant publishedAt, Instant observedAt, Counters counters) {}
}
