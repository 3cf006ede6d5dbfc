package io.postledger.api.metrics;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postledger.api.Ids;
import io.postledger.api.account.AccountId;
import java.time.Instant;

/** Identifies one ingested batch of metrics: the same source, account and window always have the same id. */
public record MetricsBatchId(@JsonValue String value) {
    public static final String PREFIX = "mb";

    @JsonCreator
    public MetricsBatchId {
        Ids.require(PREFIX, value);
    }

    /** The id of the batch of this source, account and window: SHA-256 of the four, cut to 128 bits. */
    public static MetricsBatchId of(String metricsSource, AccountId accountId, Instant windowStart, Instant windowEnd) {
        return new MetricsBatchId(
                Ids.derived(PREFIX, metricsSource, accountId.value(), windowStart.toString(), windowEnd.toString()));
    }

    /** The id as it is stored and shown; Axon takes aggregate identifiers from here. */
    @Override
    public String toString() {
        return value;
    }
}
