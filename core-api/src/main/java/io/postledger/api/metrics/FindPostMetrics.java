package io.postledger.api.metrics;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.post.PostId;
import java.time.Instant;

/** Metrics of one post over a time (UTC, start inclusive, end exclusive); answers {@link PostMetrics}. Rejected: POST_NOT_FOUND. */
@Requires(Permission.READ)
public record FindPostMetrics(PostId postId, Granularity granularity, Instant from, Instant to) {}
