package io.postledger.embedded.networks.shared;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes and counts bytes as they pass. */
final class Sha256 {

    private static final int BUFFER = 64 * 1024;

    private final MessageDigest digest;
    private long length;

    Sha256() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void update(InputStream bytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n; (n = bytes.read(buffer)) >= 0; ) {
            digest.update(buffer, 0, n);
            length += n;
        }
    }

    long length() {
        return length;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
