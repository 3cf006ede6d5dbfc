package io.postledger.api.publication;

import io.postledger.api.StoredAs;

/** The post is about to be sent: from this event on it may be on the network. */
@StoredAs(name = "publication.PublicationAttemptStarted")
public record PublicationAttemptStarted(String publicationId, int attempt) implements PublicationEvent {}
