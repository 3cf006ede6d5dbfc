package io.postledger.api.metrics;

/** Commands that bring metrics in. */
public sealed interface MetricsCommand permits IngestMetrics {}
