package io.postledger.api.privacy;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Cancels what {@link RequestErasure} asked for, by who may ask for it. Rejected: ERASURE_NOT_FOUND, ERASURE_BEGUN. */
@Requires(Permission.ANY_USER)
public record CancelErasure(@TargetAggregateIdentifier ErasureId erasureId) implements PrivacyCommand {}
