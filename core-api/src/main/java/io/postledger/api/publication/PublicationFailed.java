package io.postledger.api.publication;

import io.postledger.api.StoredAs;
import io.postledger.api.privacy.PersonalData;
import org.jspecify.annotations.Nullable;

/** The delivery ended without success. */
@StoredAs(name = "publication.PublicationFailed", revision = 2)
public record PublicationFailed(
        String publicationId,
        int attempt,
        String postId,
        String accountId,
        String reason,
        @PersonalData String message,
        @Nullable Exchange exchange)
        implements PublicationEvent {}
