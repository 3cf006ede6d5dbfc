package io.postledger.privacy;

import com.google.crypto.tink.Aead;
import io.postledger.api.privacy.KeysAwayException;
import java.util.Optional;

/** The key of each person and each workspace: what is about them is encrypted with it, and can be read no longer than it exists. */
public interface SubjectKeys {
    /**
     * The key of a subject; empty where it was destroyed. Throws {@link KeysAwayException} where that cannot be told now, or
     * where there should be one and is none.
     */
    Optional<Aead> find(String subject);

    /** As {@link #find}, and one is made where there never was any. */
    Optional<Aead> findOrMake(String subject);
}
