package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The network was asked and does not have the post: it is safe to send again. Rejected: ATTEMPT_NOT_OPEN. */
@Requires(Permission.SYSTEM)
public record RecordConfirmedAbsent(
        @TargetAggregateIdentifier PublicationId publicationId, int attempt, Exchange exchange)
        implements PublicationCommand {}
