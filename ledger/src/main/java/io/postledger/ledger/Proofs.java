package io.postledger.ledger;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What a proof proves (RFC 9162, 2.1.3.2 and 2.1.4.2). For one thread. */
public final class Proofs {
    private final TreeHash hash = new TreeHash();

    /**
     * The root that a path leads to.
     *
     * @param block root of the block
     * @param index the block's number among the tree's blocks
     * @param count blocks of the tree
     * @return empty where the path has another length than it must
     */
    public Optional<byte[]> root(byte[] block, long index, long count, List<byte[]> path) {
        if (index < 0 || index >= count) {
            return Optional.empty();
        }
        long at = index;
        long last = count - 1;
        byte[] root = block;
        for (byte[] beside : path) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((at & 1) == 1 || at == last) {
                root = hash.node(beside, root);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                root = hash.node(root, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 ? Optional.of(root) : Optional.empty();
    }

    /** Whether the tree of one size and root is the beginning of that of another. */
    public boolean consistent(long earlier, byte[] earlierRoot, long later, byte[] laterRoot, List<byte[]> path) {
        if (earlier == later) {
            return path.isEmpty() && Arrays.equals(earlierRoot, laterRoot);
        }
        if (earlier > later) {
            return false;
        }
        if (earlier == 0) {
            return path.isEmpty() && Arrays.equals(earlierRoot, hash.empty());
        }
        long at = earlier - 1;
        long last = later - 1;
        while ((at & 1) == 1) {
            at >>= 1;
            last >>= 1;
        }
        Iterator<byte[]> hashes = path.iterator();
        if (at != 0 && !hashes.hasNext()) {
            return false;
        }
        byte[] ofEarlier = at == 0 ? earlierRoot : hashes.next();
        byte[] ofLater = ofEarlier;
        while (hashes.hasNext()) {
            byte[] beside = hashes.next();
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                ofEarlier = hash.node(beside, ofEarlier);
                ofLater = hash.node(beside, ofLater);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                ofLater = hash.node(ofLater, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(ofEarlier, earlierRoot) && Arrays.equals(ofLater, laterRoot);
    }
}
