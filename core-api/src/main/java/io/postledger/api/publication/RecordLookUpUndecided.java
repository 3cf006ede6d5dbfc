package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The network was asked and cannot tell yet; it is asked again, not before {@code notBefore} where that is given. After too
 * many of these, or three INCONCLUSIVE ones, the publication is parked for a person. Rejected: ATTEMPT_NOT_OPEN.
 */
@Requires(Permission.SYSTEM)
public record RecordLookUpUndecided(
        @TargetAggregateIdentifier PublicationId publicationId,
        int attempt,
        String reason,
        @Nullable Instant notBefore,
        Exchange exchange)
        implements PublicationCommand {}
