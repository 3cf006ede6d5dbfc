package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The account cannot be used until it is connected again. Rejected: ATTEMPT_NOT_OPEN where the publication has ended. */
@Requires(Permission.SYSTEM)
public record HoldPublication(@TargetAggregateIdentifier PublicationId publicationId, String reason)
        implements PublicationCommand {}
