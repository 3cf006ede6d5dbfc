package io.postledger.api.consent;

import io.postledger.api.RejectionCode;
import io.postledger.api.WhenMissing;

/** Commands on what a workspace agrees to. */
@WhenMissing(RejectionCode.CONSENT_NOT_FOUND)
public sealed interface ConsentCommand permits GiveConsent, WithdrawConsent {}
