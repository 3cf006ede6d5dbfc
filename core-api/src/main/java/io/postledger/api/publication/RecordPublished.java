package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The network has the post. Rejected: ATTEMPT_NOT_OPEN. */
@Requires(Permission.SYSTEM)
public record RecordPublished(
        @TargetAggregateIdentifier PublicationId publicationId,
        int attempt,
        String externalId,
        String uri,
        Instant publishedAt,
        Exchange exchange)
        implements PublicationCommand {}
