package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The network took the post and is working on it; ask from {@code checkAt} (UTC) on. Rejected: ATTEMPT_NOT_OPEN. */
@Requires(Permission.SYSTEM)
public record RecordAccepted(
        @TargetAggregateIdentifier PublicationId publicationId, int attempt, Instant checkAt, Exchange exchange)
        implements PublicationCommand {}
