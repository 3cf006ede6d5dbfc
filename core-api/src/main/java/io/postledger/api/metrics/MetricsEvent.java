package io.postledger.api.metrics;

/** Facts about metrics. */
public sealed interface MetricsEvent permits MetricsIngested {}
