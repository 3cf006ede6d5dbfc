package io.postledger.platform.x;

import io.postledger.api.media.Attachment;
import io.postledger.platform.MediaSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;

/** Attachments of random bytes. */
final class TestMedia implements MediaSource {

    private final Map<String, byte[]> bytes = new HashMap<>();

    Attachment add(String contentType, int length, String altText) {
        byte[] random = new byte[length];
        new Random(length).nextBytes(random);
        String id = "media_" + bytes.size();
        bytes.put(id, random);
        return new Attachment(id, contentType, length, sha256(random), 640, 480, null, altText);
    }

    void lose(Attachment attachment) {
        bytes.remove(attachment.mediaId());
    }

    @Override
    public InputStream open(Attachment attachment, long offset) throws IOException {
        byte[] all = bytes.get(attachment.mediaId());
        if (all == null) {
            throw new IOException("lost");
        }
        InputStream in = new ByteArrayInputStream(all);
        in.skipNBytes(offset);
        return in;
    }

    @Override
    public URI publicUri(Attachment attachment) {
        throw new IllegalStateException("X fetches nothing");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
