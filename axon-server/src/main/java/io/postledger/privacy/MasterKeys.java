package io.postledger.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.postledger.api.privacy.KeysAwayException;
import io.postledger.security.Base64KeyFile;
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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that wrap the keys of subjects: a file with a key in each line. New keys are wrapped with the first; the others are
 * there until nothing is wrapped with them any more. A key is known by its fingerprint, so that a wrong one is not taken for
 * the right one.
 *
 * <p>A line is the base 64 of 32 random bytes; or, where a {@link MasterKeySeal} is set, the key's fingerprint, the URI of the
 * key that seals it, and the base 64 of what that made of it. A key that was opened stays open here for as long as it is in the
 * file: its service is asked at the start and for keys that are new.
 */
public final class MasterKeys {
    private static final int FINGERPRINT_DIGITS = 16;

    private final @Nullable Path file;
    private final MasterKeySeal seal;
    private volatile State state;

    /** @param sealedAsSet whether every line is sealed with the key that seals now, or none is where none does */
    private record State(Map<String, Aead> keys, boolean sealedAsSet) {}

    /** @param sealedBy null where this is the key itself */
    private record Line(String fingerprint, @Nullable String sealedBy, byte[] bytes) {
        private static final int PARTS = 3;

        static Line of(String text) throws GeneralSecurityException {
            String[] parts = text.split(" ", -1);
            if (parts.length == 1) {
                byte[] key = Base64KeyFile.key(text);
                return new Line(MasterKeys.fingerprint(key), null, key);
            }
            if (parts.length != PARTS) {
                throw new IllegalArgumentException("A line with neither a key nor a sealed key");
            }
            return new Line(parts[0], parts[1], Base64.getDecoder().decode(parts[2]));
        }

        @Override
        public String toString() {
            String base64 = Base64.getEncoder().encodeToString(bytes);
            return sealedBy == null ? base64 : String.join(" ", fingerprint, sealedBy, base64);
        }
    }

    /**
     * Of a file that nothing seals.
     *
     * @throws IllegalStateException where there is no file, or it cannot be read or holds something else
     */
    public MasterKeys(@Nullable Path file) {
        this(file, MasterKeySeal.NONE);
    }

    /**
     * @throws IllegalStateException where there is no file, or it cannot be read or holds something else
     * @throws KeysAwayException where a key is sealed, and is not opened now
     */
    public MasterKeys(@Nullable Path file, MasterKeySeal seal) {
        this.file = file;
        this.seal = seal;
        this.state = new State(Map.of(), false);
        refresh();
    }

    /** Fingerprint of the key that new keys are wrapped with. */
    public String current() {
        return state.keys().keySet().iterator().next();
    }

    /** The key with this fingerprint; the file is read again where it was not known, since another node may have changed it. */
    public Optional<Aead> find(String fingerprint) {
        if (!state.keys().containsKey(fingerprint)) {
            refresh();
        }
        return Optional.ofNullable(state.keys().get(fingerprint));
    }

    /** Whether no key in the file is readable, or sealed otherwise, while it should be sealed. */
    public boolean isSealedAsSet() {
        return state.sealedAsSet();
    }

    /** Reads the file again, which another node may have changed. */
    public void refresh() {
        state = read();
    }

    /** Puts a new key before the others, in the file and here. */
    public synchronized void begin() throws IOException {
        List<String> lines = new ArrayList<>(lines(file));
        byte[] key = new byte[Base64KeyFile.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        lines.add(0, line(key).toString());
        write(lines);
    }

    private Line line(byte[] key) {
        try {
            String fingerprint = fingerprint(key);
            return seal.uri()
                    .map(uri -> new Line(fingerprint, uri, seal.seal(key, fingerprint)))
                    .orElseGet(() -> new Line(fingerprint, null, key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
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

    private State read() {
        if (file == null) {
            throw new IllegalStateException(
                    "postledger.security.personal-key-file is not set: the file with the base 64 of 32 random bytes that"
                            + " personal data is encrypted under");
        }
        try {
            Map<String, Aead> keys = new LinkedHashMap<>();
            boolean sealedAsSet = true;
            for (String text : lines(file)) {
                Line line = Line.of(text);
                Aead open = state.keys().get(line.fingerprint());
                keys.put(line.fingerprint(), open == null ? open(line) : open);
                sealedAsSet &= Objects.equals(line.sealedBy(), seal.uri().orElse(null));
            }
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("No key");
            }
            return new State(keys, sealedAsSet);
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The master key file (postledger.security.personal-key-file, " + file + ") is unusable", e);
        }
    }

    private Aead open(Line line) throws GeneralSecurityException {
        byte[] key =
                line.sealedBy() == null ? line.bytes() : seal.open(line.sealedBy(), line.bytes(), line.fingerprint());
        if (!fingerprint(key).equals(line.fingerprint())) {
            throw new GeneralSecurityException("A sealed key is another one than its line says");
        }
        return new AesGcmJce(key);
    }

    private static String fingerprint(byte[] key) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update("postledger master key\n".getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(key)).substring(0, FINGERPRINT_DIGITS);
    }
}
