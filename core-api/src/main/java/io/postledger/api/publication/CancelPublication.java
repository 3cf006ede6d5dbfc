package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A person stops a delivery that is not on its way: asked for, preparing, waiting or held. Rejected:
 * PUBLICATION_NOT_FOUND, POST_ALREADY_SENDING where it may be on the network, PUBLICATION_ENDED.
 */
@Requires(Permission.WRITE_CONTENT)
public record CancelPublication(@TargetAggregateIdentifier PublicationId publicationId) implements PublicationCommand {}
