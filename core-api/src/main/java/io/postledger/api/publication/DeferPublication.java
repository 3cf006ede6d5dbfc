package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Nothing can be sent before {@code until} (UTC); no attempt is spent. Rejected: ATTEMPT_NOT_OPEN where an attempt is open
 * or the publication has ended.
 */
@Requires(Permission.SYSTEM)
public record DeferPublication(
        @TargetAggregateIdentifier PublicationId publicationId,
        String reason,
        Instant until,
        @Nullable Exchange exchange)
        implements PublicationCommand {}
