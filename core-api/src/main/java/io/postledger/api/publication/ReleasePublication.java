package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The account can be used again. Does nothing where the publication is not held. */
@Requires(Permission.SYSTEM)
public record ReleasePublication(@TargetAggregateIdentifier PublicationId publicationId)
        implements PublicationCommand {}
