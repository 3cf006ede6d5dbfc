package io.postledger.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Hashes of RFC 6962: SHA-256, leaves and nodes told apart by their first byte. For one thread. */
public final class TreeHash {
    /** Bytes of a hash. */
    public static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256;

    public TreeHash() {
        sha256 = sha256();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    public byte[] leaf(Leaf leaf) {
        sha256.update(LEAF);
        return sha256.digest(leaf.bytes());
    }

    public byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }

    /** The root of a tree without leaves. */
    public byte[] empty() {
        return sha256.digest();
    }

    /** The root over hashes of subtrees of one size, of which only the last may be smaller. */
    public byte[] root(List<byte[]> hashes) {
        if (hashes.isEmpty()) {
            return empty();
        }
        if (hashes.size() == 1) {
            return hashes.get(0);
        }
        int left = Integer.highestOneBit(hashes.size() - 1);
        return node(root(hashes.subList(0, left)), root(hashes.subList(left, hashes.size())));
    }
}
