package io.postledger.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A private key of an installation, with what everybody may know of it. */
public final class HeadSigner {
    private final LedgerKey key;
    private final PrivateKey secret;

    private HeadSigner(LedgerKey key, PrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    /** @param before the key in use until now, which endorses the new one; null for the first */
    public static HeadSigner make(String origin, Instant now, @Nullable HeadSigner before) {
        KeyPair pair;
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 17 has Ed25519", e);
        }
        byte[] publicKey = Signatures.raw(pair.getPublic().getEncoded());
        String id = LedgerKey.idOf(publicKey);
        Instant since = now.truncatedTo(ChronoUnit.MILLIS);
        String previous = before == null ? null : before.key.id();
        String text = LedgerKey.text(origin, id, publicKey, since, previous);
        LedgerKey key = new LedgerKey(
                origin,
                id,
                publicKey,
                since,
                previous,
                Signatures.sign(pair.getPrivate(), text),
                before == null ? null : Signatures.sign(before.secret, text));
        return new HeadSigner(key, pair.getPrivate());
    }

    /** @param secret as {@link #secret} gave it; IllegalArgumentException where it is something else */
    public static HeadSigner of(LedgerKey key, byte[] secret) {
        try {
            return new HeadSigner(key, Signatures.privateKey(secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is no private key of the ledger", e);
        }
    }

    public LedgerKey key() {
        return key;
    }

    /** The private key (PKCS 8), to be sealed at once. */
    public byte[] secret() {
        return secret.getEncoded();
    }

    public TreeHead head(long size, byte[] root, long position, Instant now) {
        TreeHead unsigned = new TreeHead(
                key.origin(), size, root, position, now.truncatedTo(ChronoUnit.MILLIS), key.id(), new byte[0]);
        return new TreeHead(
                unsigned.origin(),
                size,
                root,
                position,
                unsigned.time(),
                key.id(),
                Signatures.sign(secret, unsigned.text()));
    }

    byte[] sign(String text) {
        return Signatures.sign(secret, text);
    }
}
