package io.postledger.api.publication;

import io.postledger.api.StoredAs;
import java.time.Instant;

/** An attempt is known not to have reached the network; the next is at {@code retryAt} (UTC). */
@StoredAs(name = "publication.PublicationAttemptNotSent", revision = 2)
public record PublicationAttemptNotSent(
        String publicationId, int attempt, String reason, Instant retryAt, Exchange exchange)
        implements PublicationEvent {}
