package io.postledger.api.privacy;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything is done; fields as in {@link ErasureCertified}. Rejected: ERASURE_NOT_FOUND. */
@Requires(Permission.SYSTEM)
public record CertifyErasure(
        @TargetAggregateIdentifier ErasureId erasureId,
        Instant keyDestroyedAt,
        boolean oldMasterDestroyed,
        List<Purged> purged)
        implements PrivacyCommand {}
