package io.postledger.ledger;

import java.security.MessageDigest;
import java.util.HexFormat;

/** Lines of renderings that are signed together. */
final class RenderedLines {
    private final MessageDigest digest = TreeHash.sha256();
    private long count;

    /** @param line without its end */
    void add(byte[] line) {
        digest.update(line);
        digest.update((byte) '\n');
        count++;
    }

    long count() {
        return count;
    }

    /** What is signed; the lines are then done with. */
    String text(String origin) {
        return "postledger ledger renderings 1\n" + origin + "\n" + count + "\n"
                + HexFormat.of().formatHex(digest.digest()) + "\n";
    }
}
