package io.postledger.web;

import io.postledger.api.media.MediaFacts;
import io.postledger.api.media.MediaId;
import io.postledger.api.media.MediaVault;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/** The vault as far as HTTP can see it, for tests of the web role alone; the real one is in {@link MediaIT}. */
class MemoryVault implements MediaVault {
    private final Map<String, byte[]> byId = new ConcurrentHashMap<>();

    MediaFacts put(String mediaId, byte[] bytes) {
        byId.put(mediaId, bytes);
        return facts(bytes);
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    void empty() {
        byId.clear();
    }

    private static MediaFacts facts(byte[] bytes) {
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new MediaFacts("image/png", bytes.length, sha256, 4, 3, null);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String begin(String workspaceId, MediaId mediaId) {
        return mediaId.value();
    }

    @Override
    public MediaFacts store(String uploadId, InputStream bytes) throws IOException {
        return put(uploadId, bytes.readAllBytes());
    }

    @Override
    public Optional<MediaFacts> claim(String workspaceId, MediaId mediaId, String uploadId) {
        return Optional.ofNullable(byId.get(uploadId)).map(MemoryVault::facts);
    }

    @Override
    public Optional<MediaFacts> find(String mediaId, String sha256) {
        return Optional.ofNullable(byId.get(mediaId))
                .map(MemoryVault::facts)
                .filter(facts -> facts.sha256().equals(sha256));
    }

    @Override
    public InputStream open(String mediaId, String sha256, long offset) throws IOException {
        byte[] bytes = find(mediaId, sha256)
                .map(facts -> byId.get(mediaId))
                .orElseThrow(() -> new FileNotFoundException(mediaId));
        return new ByteArrayInputStream(Arrays.copyOfRange(bytes, (int) offset, bytes.length));
    }

    @Override
    public int erase(String workspaceId) {
        throw new UnsupportedOperationException("Nobody is erased here");
    }

    @Override
    public int purge(String mediaId) {
        return byId.remove(mediaId) == null ? 0 : 1;
    }

    @Override
    public int tidy(Instant untouchedSince, BiPredicate<String, String> isInTheLog) {
        return 0;
    }
}
