package io.postledger.media;

import io.postledger.api.media.MediaLinks;
import io.postledger.security.Base64KeyFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links whose token is the base 64 (URL) of: the last second they are good for, the hash of the bytes they lead to, and an
 * HMAC-SHA-256 over both and the media's id. No row is kept: whoever changes the key ends all links.
 */
final class SignedMediaLinks implements MediaLinks {
    private static final int HASH_BYTES = 32;
    private static final int SIGNED_BYTES = Long.BYTES + HASH_BYTES;
    private static final String ALGORITHM = "HmacSHA256";

    /** Part of what is signed, so that a signature made with this key for anything else would be worth nothing here. */
    private static final String PURPOSE = "postledger media link 1\n";

    private static final Duration SHORTEST = Duration.ofHours(1);

    private final SecretKeySpec key;
    private final Duration lifetime;
    private final Clock clock;

    SignedMediaLinks(Path keyFile, Duration lifetime, Clock clock) {
        if (lifetime.compareTo(SHORTEST) < 0) {
            throw new IllegalStateException("postledger.media.link-lifetime is at least " + SHORTEST);
        }
        this.key = new SecretKeySpec(Base64KeyFile.read("postledger.security.media-key-file", keyFile), ALGORITHM);
        this.lifetime = lifetime;
        this.clock = clock;
    }

    @Override
    public String path(String mediaId, String sha256) {
        byte[] signed = ByteBuffer.allocate(SIGNED_BYTES)
                .putLong(clock.instant().plus(lifetime).getEpochSecond())
                .put(HexFormat.of().parseHex(sha256))
                .array();
        byte[] token = ByteBuffer.allocate(SIGNED_BYTES + HASH_BYTES)
                .put(signed)
                .put(signature(mediaId, signed))
                .array();
        return "/media/" + Base64.getUrlEncoder().withoutPadding().encodeToString(token) + "/" + mediaId;
    }

    @Override
    public Optional<String> sha256(String mediaId, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != SIGNED_BYTES + HASH_BYTES) {
            return Optional.empty();
        }
        byte[] signed = Arrays.copyOf(bytes, SIGNED_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length);
        boolean genuine = MessageDigest.isEqual(signature, signature(mediaId, signed));
        return genuine
                        && clock.instant().getEpochSecond()
                                <= ByteBuffer.wrap(signed).getLong()
                ? Optional.of(HexFormat.of().formatHex(signed, Long.BYTES, SIGNED_BYTES))
                : Optional.empty();
    }

    private byte[] signature(String mediaId, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((PURPOSE + mediaId + "\n").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
