package io.postledger.api.publication;

import io.postledger.api.StoredAs;

/** The post's media is ready at the network. {@code exchange} is the last of the calls that it took. */
@StoredAs(name = "publication.PublicationPrepared")
public record PublicationPrepared(String publicationId, Exchange exchange) implements PublicationEvent {}
