package io.postledger.command.metrics;

import java.time.Instant;

/**
 * A publication that is on its network, so that metrics of it may come in; written by {@link PublicationDirectory}.
 *
 * @param publishedAt UTC
 */
public record KnownPublication(
        String publicationId, String workspaceId, String postId, String accountId, Instant publishedAt) {}
