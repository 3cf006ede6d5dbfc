package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The network was asked and cannot tell yet. After too many of these the publication is parked for a person. Rejected: ATTEMPT_NOT_OPEN. */
@Requires(Permission.SYSTEM)
public record RecordLookUpUndecided(
        @TargetAggregateIdentifier PublicationId publicationId, int attempt, String reason, Exchange exchange)
        implements PublicationCommand {}
