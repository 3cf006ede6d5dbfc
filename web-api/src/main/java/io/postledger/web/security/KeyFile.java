package io.postledger.web.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A word that opens a door to whoever shows it, kept in a file that the product alone can read. */
public final class KeyFile {
    /** What the base 64 of 24 random bytes has; no person's own word is that long. */
    private static final int SHORTEST = 32;

    private final byte @Nullable [] key;

    /**
     * @param setting that names the file, for whoever has to mend it
     * @param file null where nothing opens the door
     * @throws IllegalStateException where the file cannot be read, or holds less than 32 characters
     */
    public KeyFile(String setting, @Nullable Path file) {
        key = file == null ? null : read(setting, file);
    }

    private static byte[] read(String setting, Path file) {
        String content;
        try {
            content = Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException(setting + " (" + file + ") cannot be read", e);
        }
        if (content.length() < SHORTEST) {
            throw new IllegalStateException(
                    setting + " (" + file + ") must hold " + SHORTEST + " characters or more: make them at random");
        }
        return content.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether this is the key; compared in constant time. */
    public boolean opensFor(@Nullable String shown) {
        return key != null
                && shown != null
                && MessageDigest.isEqual(key, shown.strip().getBytes(StandardCharsets.UTF_8));
    }
}
