package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Nobody connected the account again in time. Does nothing where the publication is not, or no longer, held. */
@Requires(Permission.SYSTEM)
public record GiveUpHeldPublication(
        @TargetAggregateIdentifier PublicationId publicationId) implements PublicationCommand {}
