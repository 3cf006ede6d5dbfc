package io.postledger.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A key that heads are signed with, as everybody may know it. It says itself that it is one, and so does the key before it: whoever
 * trusts one of them can tell the others.
 *
 * @param id the first 8 bytes of the SHA-256 of the public key, in hexadecimal
 * @param publicKey 32 bytes
 * @param since when it was made, UTC
 * @param before id of the key that was in use before; null for the installation's first
 * @param signature its own over {@link #text}
 * @param endorsement that of the key before over the same; null for the first
 */
public record LedgerKey(
        String origin,
        String id,
        byte[] publicKey,
        Instant since,
        @Nullable String before,
        byte[] signature,
        byte @Nullable [] endorsement) {

    static String idOf(byte[] publicKey) {
        return HexFormat.of().formatHex(Arrays.copyOf(TreeHash.sha256().digest(publicKey), 8));
    }

    /** What is signed. */
    static String text(String origin, String id, byte[] publicKey, Instant since, @Nullable String before) {
        return "postledger ledger key 1\n" + origin + "\n" + id + "\n"
                + HexFormat.of().formatHex(publicKey) + "\n" + since + "\n" + (before == null ? "-" : before) + "\n";
    }

    private String text() {
        return text(origin, id, publicKey, since, before);
    }

    boolean saysSoItself() {
        return id.equals(idOf(publicKey)) && Signatures.verifies(publicKey, text(), signature);
    }

    boolean isEndorsedBy(LedgerKey other) {
        return other.id().equals(before)
                && endorsement != null
                && Signatures.verifies(other.publicKey(), text(), endorsement);
    }

    boolean signed(String text, byte[] by) {
        return Signatures.verifies(publicKey, text, by);
    }

    /** @param line without its end, which is signed with it */
    boolean signedLine(byte[] line, byte[] by) {
        byte[] whole = Arrays.copyOf(line, line.length + 1);
        whole[line.length] = '\n';
        return Signatures.verifies(publicKey, whole, by);
    }
}
