package io.postledger.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keys of one test. */
public final class KeysInMemory implements SubjectKeys {
    private final Map<String, Optional<Aead>> keys = new HashMap<>();

    @Override
    public Optional<Aead> find(String subject) {
        return keys.get(subject);
    }

    @Override
    public Optional<Aead> findOrMake(String subject) {
        return keys.computeIfAbsent(subject, one -> {
            try {
                return Optional.of(new AesGcmJce(Random.randBytes(32)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    public void destroy(String subject) {
        keys.put(subject, Optional.empty());
    }
}
