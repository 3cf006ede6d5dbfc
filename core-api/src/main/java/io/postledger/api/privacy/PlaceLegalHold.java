package io.postledger.api.privacy;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Keeps a person or workspace from being erased. Rejected: ERASURE_BEGUN, INVALID_REQUEST (no reason, or one over 2,000 characters). */
@Requires(Permission.OPERATE)
public record PlaceLegalHold(@TargetAggregateIdentifier ErasureId erasureId, String subject, String reason)
        implements PrivacyCommand {
    public PlaceLegalHold(String subject, String reason) {
        this(ErasureId.of(subject), subject, reason);
    }
}
