package io.postledger.api.publication;

import io.postledger.api.StoredAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Nothing was sent, and no attempt was spent: it waits until {@code until} (UTC), for a limit to reset or for the network
 * to be reachable.
 *
 * @param exchange the call that told so; null where none was made
 */
@StoredAs(name = "publication.PublicationDeferred")
public record PublicationDeferred(
        String publicationId,
        String reason,
        Instant until,
        @Nullable Exchange exchange) implements PublicationEvent {}
