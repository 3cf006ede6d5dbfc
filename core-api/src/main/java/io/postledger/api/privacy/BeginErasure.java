package io.postledger.api.privacy;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The time of grace is over. Done again it changes nothing. Rejected: ERASURE_NOT_FOUND, ERASURE_NOT_DUE, LEGAL_HOLD, LAST_OWNER. */
@Requires(Permission.SYSTEM)
public record BeginErasure(@TargetAggregateIdentifier ErasureId erasureId) implements PrivacyCommand {}
