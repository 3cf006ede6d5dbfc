package io.postledger.api.privacy;

import io.postledger.api.StoredAs;
import java.time.Instant;
import java.util.List;

/**
 * The subject is erased: this is the certificate.
 *
 * @param keyDestroyedAt since when what is encrypted for the subject can be read by nobody (UTC)
 * @param oldMasterDestroyed whether copies of the keys from before are unreadable too: the master key was changed, and the
 *     one before it is no longer in its file
 */
@StoredAs(name = "privacy.ErasureCertified")
public record ErasureCertified(
        String erasureId, String subject, Instant keyDestroyedAt, boolean oldMasterDestroyed, List<Purged> purged)
        implements PrivacyEvent {
    public ErasureCertified {
        purged = List.copyOf(purged);
    }
}
