package io.postledger.trial.history;

import io.postledger.api.media.MediaFacts;
import io.postledger.api.media.MediaId;
import io.postledger.api.media.MediaVault;
import java.io.InputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiPredicate;

/** A vault that has a picture for every upload: what it is, and no bytes. */
final class UploadedPictures implements MediaVault {
    private static final int SIDE = 1_080;

    @Override
    public Optional<MediaFacts> claim(String workspaceId, MediaId mediaId, String uploadId) {
        Random random = new Random(uploadId.hashCode());
        byte[] sha256 = new byte[32];
        random.nextBytes(sha256);
        return Optional.of(new MediaFacts(
                "image/jpeg",
                120_000L + random.nextInt(900_000),
                HexFormat.of().formatHex(sha256).toLowerCase(Locale.ROOT),
                SIDE,
                SIDE,
                null));
    }

    @Override
    public String begin(String workspaceId, MediaId mediaId) {
        throw noBytes();
    }

    @Override
    public MediaFacts store(String uploadId, InputStream bytes) {
        throw noBytes();
    }

    @Override
    public Optional<MediaFacts> find(String mediaId, String sha256) {
        throw noBytes();
    }

    @Override
    public InputStream open(String mediaId, String sha256, long offset) {
        throw noBytes();
    }

    @Override
    public int erase(String workspaceId) {
        throw new UnsupportedOperationException("Nobody is erased here");
    }

    @Override
    public int purge(String mediaId) {
        throw noBytes();
    }

    @Override
    public int tidy(Instant untouchedSince, BiPredicate<String, String> isInTheLog) {
        throw noBytes();
    }

    private static UnsupportedOperationException noBytes() {
        return new UnsupportedOperationException("The pictures of a history have no bytes");
    }
}
