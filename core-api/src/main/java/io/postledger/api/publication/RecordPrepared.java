package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The post's media is ready at the network. Rejected: ATTEMPT_NOT_OPEN where it is too late for that. */
@Requires(Permission.SYSTEM)
public record RecordPrepared(@TargetAggregateIdentifier PublicationId publicationId, Exchange exchange)
        implements PublicationCommand {}
