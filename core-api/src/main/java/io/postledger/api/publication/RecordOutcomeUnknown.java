package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Bytes were sent, but no answer says what became of them. Rejected: ATTEMPT_NOT_OPEN. */
@Requires(Permission.SYSTEM)
public record RecordOutcomeUnknown(
        @TargetAggregateIdentifier PublicationId publicationId, int attempt, String reason, Exchange exchange)
        implements PublicationCommand {}
