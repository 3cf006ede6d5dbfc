package io.postledger.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A file with the base 64 of 32 random bytes. */
public final class Base64KeyFile {
    public static final int KEY_BYTES = 32;

    private Base64KeyFile() {}

    /**
     * @param setting that names the file, for whoever has to mend it
     * @throws IllegalStateException where the file cannot be read, or holds something else; what it holds is not in its message
     */
    public static byte[] read(String setting, Path file) {
        try {
            return key(Files.readString(file).strip());
        } catch (IOException e) {
            throw unusable(setting, file, "cannot be read");
        } catch (IllegalArgumentException e) {
            throw unusable(setting, file, e.getMessage());
        }
    }

    /**
     * @param line base 64
     * @throws IllegalArgumentException where it is none, or of other than 32 bytes; what it is is not in its message
     */
    public static byte[] key(String line) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message may hold a part of the key.
            throw new IllegalArgumentException("is no base 64");
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("holds " + key.length + " bytes, not " + KEY_BYTES + " bytes");
        }
        return key;
    }

    private static IllegalStateException unusable(String setting, Path file, String why) {
        return new IllegalStateException(setting + " (" + file + ") must be a readable file with the base 64 of "
                + KEY_BYTES + " random bytes: it " + why);
    }
}
