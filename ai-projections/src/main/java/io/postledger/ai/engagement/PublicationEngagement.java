package io.postledger.ai.engagement;

import java.time.Instant;

/**
 * How one publication was received.
 *
 * @param engagement likes, comments, shares, saves and clicks of its first 24 hours, as far as they were observed
 * @param observedAt when that was read, at most 24 hours after {@code publishedAt} (both UTC)
 */
public record PublicationEngagement(String accountId, Instant publishedAt, Instant observedAt, double engagement) {}
