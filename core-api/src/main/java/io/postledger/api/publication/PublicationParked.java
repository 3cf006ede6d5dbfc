package io.postledger.api.publication;

import io.postledger.api.StoredAs;

/** A person has to say what became of an attempt. */
@StoredAs(name = "publication.PublicationParked")
public record PublicationParked(String publicationId, int attempt, String postId, String accountId, String reason)
        implements PublicationEvent {}
