package io.postledger.ledger.build;

import io.postledger.ledger.Finding;
import io.postledger.ledger.Leaf;
import io.postledger.ledger.LedgerKey;
import io.postledger.ledger.MerkleTree;
import io.postledger.ledger.Tile;
import io.postledger.ledger.TreeDamagedException;
import io.postledger.ledger.TreeGrowth;
import io.postledger.ledger.TreeHash;
import io.postledger.ledger.TreeHead;
import io.postledger.ledger.Trust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Holds the store against its own tree, the tree against its signed heads, and those against what was anchored elsewhere. */
public final class LedgerCheck {
    private final StoredLog log;
    private final LedgerTables tables;
    private final TreeHash hash = new TreeHash();

    public LedgerCheck(StoredLog log, LedgerTables tables) {
        this.log = log;
        this.tables = tables;
    }

    /** Whether the tree still contains heads that were anchored; a moment's work, without reading the log. */
    public List<Finding> anchors(Trust anchored) {
        List<Finding> findings = new ArrayList<>();
        anchors(anchored, findings);
        return findings;
    }

    /** Everything. Reads the whole log. @throws IllegalStateException where it cannot be read */
    public List<Finding> everything(Trust anchored) {
        List<Finding> findings = new ArrayList<>();
        anchors(anchored, findings);
        if (tree(anchored, findings)) {
            log(0, tables.size(), findings);
        }
        return findings;
    }

    /**
     * Some leaves: whether their events are what was hashed, their tiles what those above them say, and heads that were signed
     * within them true. All pieces together are the whole log and tree.
     *
     * @param from a multiple of {@link Tile#WIDTH}
     * @param to before which leaf it ends: such a multiple, or the tree's size
     * @return each with the leaves that it is about
     * @throws IllegalStateException where the log cannot be read
     */
    public List<Finding> piece(long from, long to) {
        List<Finding> findings = new ArrayList<>();
        try {
            for (long number = from / Tile.WIDTH; number * Tile.WIDTH < to; number++) {
                above(number, findings);
            }
            heads(from, to, findings);
            log(from, to, findings);
        } catch (TreeDamagedException | IllegalArgumentException e) {
            findings.add(Finding.over(Finding.Code.TREE_ALTERED, from, to - 1, "it cannot be read: " + e.getMessage()));
        }
        return findings;
    }

    /** From a tile of leaves up, as far as it is the last one below. */
    private void above(long number, List<Finding> findings) {
        Tile tile = tables.tile(0, number);
        while (tile.count() == Tile.WIDTH) {
            Tile above = tables.tile(tile.level() + 1, tile.number() / Tile.WIDTH);
            int place = (int) (tile.number() % Tile.WIDTH);
            if (place >= above.count() || !Arrays.equals(above.hash(place), hash.root(tile.all()))) {
                findings.add(Finding.over(
                        Finding.Code.TREE_ALTERED,
                        number * Tile.WIDTH,
                        (number + 1) * Tile.WIDTH - 1,
                        "tile " + tile.level() + "/" + tile.number() + " is not what the one above says"));
            }
            if (place + 1 < Tile.WIDTH) {
                return;
            }
            tile = above;
        }
    }

    private void heads(long from, long to, List<Finding> findings) {
        List<TreeHead> heads = tables.heads(from, to);
        for (Finding unsigned : Trust.NONE.unsigned(tables.keys(), heads)) {
            findings.add(Finding.over(unsigned.code(), from, to - 1, unsigned.text()));
        }
        MerkleTree tree = new MerkleTree(tables);
        for (TreeHead head : heads) {
            if (!hasRoot(tree, head)) {
                findings.add(Finding.over(
                        Finding.Code.TREE_ALTERED,
                        from,
                        head.size() - 1,
                        "the tree is not the one whose head was signed at " + head.time()));
            }
        }
    }

    private void anchors(Trust anchored, List<Finding> findings) {
        long size = tables.size();
        MerkleTree tree = new MerkleTree(tables);
        for (TreeHead head : anchored.heads()) {
            if (!tables.findOrigin().filter(head.origin()::equals).isPresent()) {
                findings.add(Finding.of(
                        Finding.Code.ORIGIN_OTHER,
                        "a head of " + head.origin() + " is anchored for this installation"));
            } else if (head.size() > size) {
                findings.add(Finding.over(
                        Finding.Code.HISTORY_ROLLED_BACK,
                        size,
                        head.size() - 1,
                        "these were signed at " + head.time() + ", and the ledger ends before them"));
            } else if (!hasRoot(tree, head)) {
                findings.add(Finding.over(
                        Finding.Code.HEADS_INCONSISTENT,
                        0,
                        head.size() - 1,
                        "the tree is not the one whose head was anchored at " + head.time()));
            }
        }
    }

    private static boolean hasRoot(MerkleTree tree, TreeHead head) {
        try {
            return Arrays.equals(tree.root(head.size()), head.root());
        } catch (TreeDamagedException e) {
            return false;
        }
    }

    /** Grown again from its own leaves. @return whether its leaves can be read */
    private boolean tree(Trust anchored, List<Finding> findings) {
        List<TreeHead> heads = tables.heads();
        List<LedgerKey> keys = tables.keys();
        anchored.unsigned(keys, heads).forEach(findings::add);
        long size = tables.size();
        TreeGrowth growth = TreeGrowth.empty();
        int next = 0;
        long good = 0;
        for (long number = 0; number * Tile.WIDTH < size; number++) {
            Tile tile;
            try {
                tile = tables.tile(0, number);
                for (int place = 0; place < tile.count(); place++) {
                    growth.append(tile.hash(place), tile.position(place));
                    while (next < heads.size() && heads.get(next).size() <= growth.size()) {
                        TreeHead head = heads.get(next++);
                        if (Arrays.equals(growth.root(), head.root())) {
                            good = head.size();
                        } else {
                            findings.add(Finding.over(
                                    Finding.Code.TREE_ALTERED,
                                    good,
                                    head.size() - 1,
                                    "its leaves do not hash to the head signed at " + head.time()));
                        }
                    }
                }
            } catch (TreeDamagedException | IllegalArgumentException e) {
                findings.add(Finding.over(
                        Finding.Code.TREE_ALTERED, number * Tile.WIDTH, size - 1, "its leaves end: " + e.getMessage()));
                return false;
            }
            for (Tile grown : growth.takeChanged()) {
                if (grown.count() == Tile.WIDTH) {
                    same(grown, findings);
                }
            }
        }
        growth.edges().forEach(edge -> same(edge, findings));
        for (TreeHead head : heads.subList(next, heads.size())) {
            findings.add(Finding.over(
                    Finding.Code.HISTORY_ROLLED_BACK,
                    size,
                    head.size() - 1,
                    "these were signed at " + head.time() + ", and the tree ends before them"));
        }
        return true;
    }

    private void same(Tile grown, List<Finding> findings) {
        if (grown.level() == 0) {
            return;
        }
        boolean isSame;
        try {
            isSame = Arrays.equals(tables.tile(grown.level(), grown.number()).hashes(), grown.hashes());
        } catch (TreeDamagedException e) {
            isSame = false;
        }
        if (!isSame) {
            long leaves = grown.leavesOfOne();
            findings.add(Finding.over(
                    Finding.Code.TREE_ALTERED,
                    grown.number() * Tile.WIDTH * leaves,
                    (grown.number() * Tile.WIDTH + grown.count()) * leaves - 1,
                    "tile " + grown.level() + "/" + grown.number() + " is not what its leaves hash to"));
        }
    }

    private void log(long from, long to, List<Finding> findings) {
        try {
            new LeafWalk(log, new MerkleTree(tables)).walk(from, to, new LeafWalk.Step() {
                @Override
                public boolean event(long index, Leaf leaf, boolean isWhole) {
                    if (!isWhole) {
                        findings.add(Finding.at(
                                Finding.Code.EVENT_ALTERED,
                                index,
                                "position " + leaf.position() + " is not what was hashed"));
                    }
                    return true;
                }

                @Override
                public void missing(long index) {
                    findings.add(Finding.at(Finding.Code.EVENT_MISSING, index, "the log does not have it"));
                }

                @Override
                public void added(long index, Leaf leaf) {
                    findings.add(Finding.at(
                            Finding.Code.EVENT_ADDED, index, "position " + leaf.position() + " was not there before"));
                }
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The log cannot be read", e);
        }
    }
}
