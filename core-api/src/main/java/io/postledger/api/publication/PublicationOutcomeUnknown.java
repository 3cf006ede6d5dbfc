package io.postledger.api.publication;

import io.postledger.api.StoredAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Nobody knows what became of an attempt; the network is asked at {@code lookUpAt} (UTC), before anything is sent again. */
@StoredAs(name = "publication.PublicationOutcomeUnknown")
public record PublicationOutcomeUnknown(
        String publicationId,
        int attempt,
        String reason,
        Instant lookUpAt,
        @Nullable Exchange exchange) implements PublicationEvent {}
