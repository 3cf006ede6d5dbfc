package io.postledger.api.publication;

import io.postledger.api.StoredAs;
import java.time.Instant;

/**
 * The network took the post and is working on it; it is asked from {@code checkAt} (UTC) on whether it is live.
 *
 * @param firstSentAt when the first attempt began (UTC)
 * @param lastSentAt when this attempt began (UTC)
 */
@StoredAs(name = "publication.PublicationAccepted")
public record PublicationAccepted(
        String publicationId, int attempt, Instant checkAt, Instant firstSentAt, Instant lastSentAt, Exchange exchange)
        implements PublicationEvent {}
