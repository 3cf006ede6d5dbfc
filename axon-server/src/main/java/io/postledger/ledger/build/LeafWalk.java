package io.postledger.ledger.build;

import io.postledger.ledger.Leaf;
import io.postledger.ledger.MerkleTree;
import io.postledger.ledger.TreeHash;
import java.util.Arrays;

/** Goes along the log and the tree side by side, and tells how they differ. */
final class LeafWalk {
    private final StoredLog log;
    private final MerkleTree tree;
    private final TreeHash hash = new TreeHash();

    /** What is found on the way. */
    interface Step {
        /**
         * An event of the tree.
         *
         * @param isWhole whether its bytes are what was hashed
         * @return false to end
         */
        boolean event(long index, Leaf leaf, boolean isWhole) throws Exception;

        /** A leaf whose event the log does not have. */
        void missing(long index) throws Exception;

        /** An event that the tree does not have. @param index of the leaf before which it stands */
        void added(long index, Leaf leaf) throws Exception;
    }

    LeafWalk(StoredLog log, MerkleTree tree) {
        this.log = log;
        this.tree = tree;
    }

    /** From a leaf to before another one. */
    void walk(long from, long to, Step step) throws Exception {
        if (from >= to) {
            return;
        }
        long[] next = {from};
        boolean[] ended = {false};
        long after = from == 0 ? Long.MIN_VALUE : tree.position(from - 1);
        log.read(after, tree.position(to - 1), leaf -> {
            while (tree.position(next[0]) < leaf.position()) {
                step.missing(next[0]++);
            }
            if (tree.position(next[0]) != leaf.position()) {
                step.added(next[0], leaf);
                return true;
            }
            long index = next[0]++;
            boolean isWhole =
                    Arrays.equals(hash.leaf(leaf), tree.leaves(index, index + 1).get(0));
            ended[0] = !step.event(index, leaf, isWhole);
            return !ended[0];
        });
        while (!ended[0] && next[0] < to) {
            step.missing(next[0]++);
        }
    }
}
