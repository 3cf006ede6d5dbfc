package io.postledger.api.publication;

import io.postledger.api.StoredAs;

/** A person said what became of a parked publication. */
@StoredAs(name = "publication.PublicationResolved")
public record PublicationResolved(String publicationId, int attempt, Resolution resolution)
        implements PublicationEvent {}
