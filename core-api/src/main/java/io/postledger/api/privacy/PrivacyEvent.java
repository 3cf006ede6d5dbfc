package io.postledger.api.privacy;

/** What becomes of a person's or a workspace's data. */
public sealed interface PrivacyEvent
        permits ErasureRequested, ErasureCancelled, LegalHoldPlaced, LegalHoldLifted, ErasureBegun, ErasureCertified {}
