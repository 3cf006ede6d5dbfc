package io.postledger.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Proof Key for Code Exchange, method S256 (RFC 7636). The verifier stays with us until the code is exchanged, the
 * challenge travels through the user's browser.
 */
public final class Pkce {

    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private final String verifier;

    private Pkce(String verifier) {
        this.verifier = verifier;
    }

    /** A fresh verifier with 256 bits from {@code random}: 43 characters, the least that RFC 7636 allows. */
    public static Pkce generate(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new Pkce(BASE64_URL.encodeToString(bytes));
    }

    public String verifier() {
        return verifier;
    }

    /** BASE64URL(SHA-256(ASCII(verifier))), RFC 7636 section 4.2. */
    public String challenge() {
        return challengeOf(verifier);
    }

    /** The S256 challenge of a verifier that was kept. */
    public static String challengeOf(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return BASE64_URL.encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Pkce[redacted]";
    }
}
