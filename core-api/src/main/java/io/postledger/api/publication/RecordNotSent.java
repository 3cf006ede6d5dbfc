package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The post is known not to have reached the network; it is tried again later, not before {@code notBefore} where the network said so. Rejected: ATTEMPT_NOT_OPEN. */
@Requires(Permission.SYSTEM)
public record RecordNotSent(
        @TargetAggregateIdentifier PublicationId publicationId,
        int attempt,
        String reason,
        @Nullable Instant notBefore,
        Exchange exchange)
        implements PublicationCommand {}
