package io.postledger.api.metrics;

/** How metrics are gathered: as they came, or the last reading of each hour or day (UTC). */
public enum Granularity {
    READING,
    HOUR,
    DAY
}
