package io.postledger.saga;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Encrypts what must not be readable at rest: AES-256-GCM, each ciphertext bound to the row that it stands in. */
@Component
public class TokenCipher {
    private final AesGcmJce aead;

    /** @param keyFile 32 random bytes in base 64; whoever loses it must have every account connected anew */
    public TokenCipher(@Value("${postledger.security.token-key-file}") Path keyFile) {
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(keyFile).strip());
            if (key.length != 32) {
                throw new IllegalStateException("The token key file holds " + key.length + " bytes, not 32");
            }
            aead = new AesGcmJce(key);
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalStateException("The token key file (postledger.security.token-key-file) is unusable", e);
        }
    }

    public byte[] encrypt(String plaintext, String boundTo) {
        try {
            return aead.encrypt(bytes(plaintext), bytes(boundTo));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encryption failed", e);
        }
    }

    /** Throws IllegalStateException where the ciphertext was altered, moved to another row, or made with another key. */
    public String decrypt(byte[] ciphertext, String boundTo) {
        try {
            return new String(aead.decrypt(ciphertext, bytes(boundTo)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored token cannot be decrypted: another key, or altered", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
