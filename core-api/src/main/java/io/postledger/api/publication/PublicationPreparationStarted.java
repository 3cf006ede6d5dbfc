package io.postledger.api.publication;

import io.postledger.api.StoredAs;

/** The post's media is being made ready at the network: uploads, containers. Nobody can see anything yet. */
@StoredAs(name = "publication.PublicationPreparationStarted")
public record PublicationPreparationStarted(String publicationId) implements PublicationEvent {}
