package io.postledger.api.privacy;

import io.postledger.api.StoredAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The hold is over.
 *
 * @param dueAt when an erasure that was asked for begins (UTC); null where none is
 */
@StoredAs(name = "privacy.LegalHoldLifted")
public record LegalHoldLifted(
        String erasureId, String subject, @Nullable Instant dueAt) implements PrivacyEvent {}
