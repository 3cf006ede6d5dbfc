package io.postledger.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that wrap the keys of subjects: a file with the base 64 of 32 random bytes in each line. New keys are wrapped
 * with the first; the others are there until nothing is wrapped with them any more. A key is known by its fingerprint, so
 * that a wrong one is not taken for the right one.
 */
public final class MasterKeys {
    private static final int BYTES = 32;
    private static final int FINGERPRINT_DIGITS = 16;

    private final @Nullable Path file;
    private volatile Map<String, Aead> keys;

    /** @throws IllegalStateException where there is no file, or it cannot be read or holds something else */
    public MasterKeys(@Nullable Path file) {
        this.file = file;
        this.keys = read(file);
    }

    /** Fingerprint of the key that new keys are wrapped with. */
    public String current() {
        return keys.keySet().iterator().next();
    }

    /** The key with this fingerprint; the file is read again where it was not known, since another node may have changed it. */
    public Optional<Aead> find(String fingerprint) {
        if (!keys.containsKey(fingerprint)) {
            refresh();
        }
        return Optional.ofNullable(keys.get(fingerprint));
    }

    /** Reads the file again, which another node may have changed. */
    public void refresh() {
        keys = read(file);
    }

    /** Puts a new key before the others, in the file and here. */
    public synchronized void begin() throws IOException {
        List<String> lines = new ArrayList<>(lines(file));
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        lines.add(0, Base64.getEncoder().encodeToString(key));
        write(lines);
    }

    /** Leaves the first key only, in the file and here. */
    public synchronized void forgetOthers() throws IOException {
        write(lines(file).subList(0, 1));
    }

    private void write(List<String> lines) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        refresh();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .toList();
    }

    private static Map<String, Aead> read(@Nullable Path file) {
        if (file == null) {
            throw new IllegalStateException(
                    "postledger.security.personal-key-file is not set: the file with the base 64 of 32 random bytes that"
                            + " personal data is encrypted under");
        }
        try {
            Map<String, Aead> keys = new LinkedHashMap<>();
            for (String line : lines(file)) {
                byte[] key = Base64.getDecoder().decode(line);
                if (key.length != BYTES) {
                    throw new IllegalArgumentException("A key of " + key.length + " bytes, not " + BYTES);
                }
                keys.put(fingerprint(key), new AesGcmJce(key));
            }
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("No key");
            }
            return keys;
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The master key file (postledger.security.personal-key-file, " + file + ") is unusable", e);
        }
    }

    private static String fingerprint(byte[] key) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update("postledger master key\n".getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(key)).substring(0, FINGERPRINT_DIGITS);
    }
}
