package io.postledger.ledger;

import java.time.Instant;
import java.util.HexFormat;

/**
 * What an installation says of its log: so many events, and this is what they hash to.
 *
 * @param origin id of the installation
 * @param size leaves
 * @param root over them
 * @param position of the last leaf in the log; -1 where there is none
 * @param time when it was signed, UTC
 * @param signature over {@link #text}
 */
public record TreeHead(
        String origin, long size, byte[] root, long position, Instant time, String keyId, byte[] signature) {

    /** What is signed. */
    public String text() {
        return "postledger ledger head 1\n" + origin + "\n" + size + "\n"
                + HexFormat.of().formatHex(root) + "\n" + position + "\n" + time + "\n" + keyId + "\n";
    }
}
