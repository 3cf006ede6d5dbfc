package io.postledger.security;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * Encrypts what must not be readable at rest, networks' tokens and the ledger's private keys: AES-256-GCM, each ciphertext
 * bound to the row that it stands in.
 */
public final class TokenCipher {
    private final AesGcmJce aead;

    /** @param keyFile 32 random bytes in base 64; whoever loses it must have every account connected anew */
    public TokenCipher(Path keyFile) {
        try {
            aead = new AesGcmJce(Base64KeyFile.read("postledger.security.token-key-file", keyFile));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    public byte[] encrypt(String plaintext, String boundTo) {
        return encrypt(bytes(plaintext), boundTo);
    }

    public byte[] encrypt(byte[] plaintext, String boundTo) {
        try {
            return aead.encrypt(plaintext, bytes(boundTo));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encryption failed", e);
        }
    }

    /** Throws IllegalStateException where the ciphertext was altered, moved to another row, or made with another key. */
    public String decrypt(byte[] ciphertext, String boundTo) {
        try {
            return new String(decryptBytes(ciphertext, boundTo), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored token cannot be decrypted: another key, or altered", e);
        }
    }

    /** @throws GeneralSecurityException where the ciphertext was altered, moved to another row, or made with another key */
    public byte[] decryptBytes(byte[] ciphertext, String boundTo) throws GeneralSecurityException {
        return aead.decrypt(ciphertext, bytes(boundTo));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
