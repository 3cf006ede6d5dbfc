package io.postledger.api.privacy;

import io.postledger.api.StoredAs;

/** The erasure was cancelled before it began. */
@StoredAs(name = "privacy.ErasureCancelled")
public record ErasureCancelled(String erasureId, String subject) implements PrivacyEvent {}
