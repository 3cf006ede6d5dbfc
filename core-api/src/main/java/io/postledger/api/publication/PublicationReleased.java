package io.postledger.api.publication;

import io.postledger.api.StoredAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The account is connected again, and it goes on.
 *
 * @param attempt whose outcome is looked up first; 0 where none is open
 * @param firstSentAt when the first attempt began (UTC); null before it
 * @param lastSentAt when the newest attempt began (UTC); null before the first
 */
@StoredAs(name = "publication.PublicationReleased")
public record PublicationReleased(
        String publicationId,
        int attempt,
        @Nullable Instant firstSentAt,
        @Nullable Instant lastSentAt) implements PublicationEvent {}
