package io.postledger.api.privacy;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends a hold; an erasure whose time came meanwhile begins. Rejected: ERASURE_NOT_FOUND. */
@Requires(Permission.OPERATE)
public record LiftLegalHold(@TargetAggregateIdentifier ErasureId erasureId) implements PrivacyCommand {}
