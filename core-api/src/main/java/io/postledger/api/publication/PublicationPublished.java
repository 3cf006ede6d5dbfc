package io.postledger.api.publication;

import io.postledger.api.StoredAs;
import io.postledger.api.privacy.PersonalData;
import java.time.Instant;

/** The network has the post. */
@StoredAs(name = "publication.PublicationPublished", revision = 2)
public record PublicationPublished(
        String publicationId,
        int attempt,
        String postId,
        String accountId,
        @PersonalData(identifier = true) String externalId,
        @PersonalData String uri,
        Instant publishedAt,
        Exchange exchange)
        implements PublicationEvent {}
