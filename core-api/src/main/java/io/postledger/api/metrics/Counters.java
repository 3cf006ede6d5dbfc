package io.postledger.api.metrics;

import org.jspecify.annotations.Nullable;

/**
 * A network's counters of one post, totals since it was published. A counter that the network does not have is null,
 * never 0. None is negative.
 */
public record Counters(
        @Nullable Long impressions,
        @Nullable Long likes,
        @Nullable Long comments,
        @Nullable Long shares,
        @Nullable Long saves,
        @Nullable Long clicks,
        @Nullable Long videoViews) {}
