package io.postledger.command.privacy;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lines that wait in a file until their turn comes. What is left of a deleted file can be read by nobody: it is encrypted with a key
 * that this object alone ever had.
 */
final class Spool implements AutoCloseable {
    private static final int KEY_BYTES = 32;
    private static final int BLOCK_BYTES = 16;

    private final byte[] key = new byte[KEY_BYTES];
    private final Path file;
    private final OutputStream lines;

    Spool() throws IOException {
        new SecureRandom().nextBytes(key);
        file = Files.createTempFile("postledger-data", ".part");
        lines = new BufferedOutputStream(
                new CipherOutputStream(Files.newOutputStream(file), cipher(Cipher.ENCRYPT_MODE)));
    }

    /** The key is used once, so that the counter may begin anywhere. */
    private Cipher cipher(int mode) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK_BYTES]));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES", e);
        }
    }

    /** @param line without line breaks */
    void add(byte[] line) throws IOException {
        lines.write(line);
        lines.write('\n');
    }

    /** All lines in their order; nothing is added after this. */
    BufferedReader read() throws IOException {
        lines.close();
        return new BufferedReader(new InputStreamReader(
                new CipherInputStream(new BufferedInputStream(Files.newInputStream(file)), cipher(Cipher.DECRYPT_MODE)),
                StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        try {
            lines.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
