package io.postledger.api.metrics;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.account.AccountId;
import io.postledger.api.publication.PublicationId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes in a batch of readings of one account from one source for one window of time (UTC, start inclusive, end exclusive; at most 500 readings, 31 days). A window that the same source has delivered before answers as the first time where the readings are the same, and is otherwise rejected with METRICS_WINDOW_ALREADY_INGESTED. {@code batchId} is {@code MetricsBatchId.of(...)} of the other values. Rejected: METRICS_BATCH_EMPTY, METRICS_BATCH_TOO_LARGE, METRICS_DUPLICATE_READING, METRICS_UNKNOWN_POST, METRICS_NEGATIVE_COUNT, METRICS_IN_FUTURE, METRICS_OUTSIDE_WINDOW, ACCOUNT_NOT_FOUND. */
@Requires(Permission.INGEST_METRICS)
public record IngestMetrics(
        @TargetAggregateIdentifier MetricsBatchId batchId,
        String metricsSource,
        AccountId accountId,
        Instant windowStart,
        Instant windowEnd,
        List<Reading> readings)
        implements MetricsCommand {
    /** Counters of one publication as they stood at {@code observedAt} (UTC). */
    public record Reading(PublicationId publicationId, Instant observedAt, Counters counters) {}
}
