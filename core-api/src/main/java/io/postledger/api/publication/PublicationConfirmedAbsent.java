package io.postledger.api.publication;

import io.postledger.api.StoredAs;
import java.time.Instant;

/** The network does not have the post; the next attempt is at {@code retryAt} (UTC). */
@StoredAs(name = "publication.PublicationConfirmedAbsent", revision = 2)
public record PublicationConfirmedAbsent(String publicationId, int attempt, Instant retryAt, Exchange exchange)
        implements PublicationEvent {}
