package io.postledger.api.publication;

import io.postledger.api.StoredAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Nobody knows what became of an attempt; the network is asked at {@code lookUpAt} (UTC), before anything is sent again.
 *
 * @param firstSentAt when the first attempt began (UTC); null in events of revision 1
 * @param lastSentAt when this attempt began (UTC); null in events of revision 1
 */
@StoredAs(name = "publication.PublicationOutcomeUnknown", revision = 2)
public record PublicationOutcomeUnknown(
        String publicationId,
        int attempt,
        String reason,
        Instant lookUpAt,
        @Nullable Instant firstSentAt,
        @Nullable Instant lastSentAt,
        @Nullable Exchange exchange)
        implements PublicationEvent {}
