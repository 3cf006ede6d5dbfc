package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The network refused the post for good, with its own code and words. Rejected: ATTEMPT_NOT_OPEN. */
@Requires(Permission.SYSTEM)
public record RecordRefused(
        @TargetAggregateIdentifier PublicationId publicationId,
        int attempt,
        String reason,
        String message,
        Exchange exchange)
        implements PublicationCommand {}
