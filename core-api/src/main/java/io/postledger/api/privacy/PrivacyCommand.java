package io.postledger.api.privacy;

import io.postledger.api.RejectionCode;
import io.postledger.api.WhenMissing;

/** Commands on the erasure of a person or a workspace. */
@WhenMissing(RejectionCode.ERASURE_NOT_FOUND)
public sealed interface PrivacyCommand
        permits RequestErasure, CancelErasure, PlaceLegalHold, LiftLegalHold, BeginErasure, CertifyErasure {}
