package io.postledger.api.privacy;

import io.postledger.api.StoredAs;
import java.time.Instant;

/**
 * The erasure of a person or a workspace was asked for; it begins at {@code dueAt} (UTC) unless it is cancelled or held.
 *
 * @param subject {@code user_…} or {@code ws_…}
 */
@StoredAs(name = "privacy.ErasureRequested")
public record ErasureRequested(String erasureId, String subject, Instant dueAt) implements PrivacyEvent {}
