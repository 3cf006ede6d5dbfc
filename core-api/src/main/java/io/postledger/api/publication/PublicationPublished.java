package io.postledger.api.publication;

import io.postledger.api.StoredAs;
import java.time.Instant;

/** The network has the post. */
@StoredAs(name = "publication.PublicationPublished", revision = 2)
public record PublicationPublished(
        String publicationId,
        int attempt,
        String postId,
        String accountId,
        String externalId,
        String uri,
        Instant publishedAt,
        Exchange exchange)
        implements PublicationEvent {}
