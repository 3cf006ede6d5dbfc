package io.postledger.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) by the Java platform, over texts in UTF-8. */
final class Signatures {
    private static final String ALGORITHM = "Ed25519";
    /** What X.509 puts before the 32 bytes of such a key. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;

    private Signatures() {}

    static byte[] sign(PrivateKey key, String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing failed", e);
        }
    }

    static boolean verifies(byte[] publicKey, String text, byte[] signature) {
        return verifies(publicKey, text.getBytes(StandardCharsets.UTF_8), signature);
    }

    /** False for a key that is none as well. The Java platform looks at no byte after those that it needs. */
    static boolean verifies(byte[] publicKey, byte[] signed, byte[] signature) {
        if (publicKey.length != KEY_BYTES || signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature verifying = Signature.getInstance(ALGORITHM);
            byte[] x509 = Arrays.copyOf(X509, X509.length + KEY_BYTES);
            System.arraycopy(publicKey, 0, x509, X509.length, KEY_BYTES);
            verifying.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509)));
            verifying.update(signed);
            return verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /** The 32 bytes of a public key as the Java platform encodes it. */
    static byte[] raw(byte[] x509) {
        return Arrays.copyOfRange(x509, X509.length, x509.length);
    }
}
