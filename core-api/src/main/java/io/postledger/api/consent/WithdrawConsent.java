package io.postledger.api.consent;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends a consent. Done again it changes nothing. Rejected: CONSENT_NOT_FOUND (it was never given). */
@Requires(Permission.CONSENT)
public record WithdrawConsent(@TargetAggregateIdentifier ConsentsId consentsId, Purpose purpose)
        implements ConsentCommand {}
