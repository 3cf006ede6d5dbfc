package io.postledger.ledger.build;

import io.postledger.ledger.Finding;
import io.postledger.ledger.Leaf;
import io.postledger.ledger.MerkleTree;
import io.postledger.ledger.Tile;
import io.postledger.ledger.TreeDamagedException;
import io.postledger.ledger.TreeHash;
import io.postledger.ledger.TreeHead;
import io.postledger.ledger.Trust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the store against its own tree, the tree against its signed heads, and those against what was anchored elsewhere. */
public final class LedgerCheck {
    private static final int PIECE = 128 * Tile.WIDTH;

    private final StoredLog log;
    private final LedgerTables tables;
    private final TreeHash hash = new TreeHash();

    public LedgerCheck(StoredLog log, LedgerTables tables) {
        this.log = log;
        this.tables = tables;
    }

    /**
     * Whether the tree still contains heads that were anchored, and the keys are those that lead to the anchored ones; a moment's work,
     * without reading the log.
     */
    public List<Finding> anchors(Trust anchored) {
        List<Finding> findings = new ArrayList<>();
        try {
            findings.addAll(anchored.strangers(tables.keys()));
        } catch (IllegalArgumentException e) {
            findings.add(Finding.of(Finding.Code.KEY_UNKNOWN, e.getMessage()));
        }
        long size = tables.size();
        MerkleTree tree = new MerkleTree(tables);
        Optional<String> origin = tables.findOrigin();
        long good = 0;
        for (TreeHead head : anchored.heads()) {
            if (origin.filter(head.origin()::equals).isEmpty()) {
                findings.add(Finding.of(
                        Finding.Code.ORIGIN_OTHER,
                        "a head of " + head.origin() + " is anchored for this installation"));
            } else if (head.size() > size) {
                rolledBack(head, size, "anchored", findings);
            } else if (hasRoot(tree, head)) {
                good = head.size();
            } else {
                findings.add(Finding.over(
                        Finding.Code.HEADS_INCONSISTENT,
                        Math.min(good, head.size() - 1),
                        head.size() - 1,
                        "the tree is not the one whose head was anchored at " + head.time()));
            }
        }
        return findings;
    }

    /** Everything, in pieces. Reads the whole log. @throws IllegalStateException where it cannot be read */
    public List<Finding> everything(Trust anchored) {
        List<Finding> findings = anchors(anchored);
        long size = tables.size();
        long from = 0;
        do {
            long to = Math.min(from + PIECE, size);
            findings.addAll(piece(from, to));
            from = to;
        } while (from < size);
        return findings;
    }

    /**
     * Some leaves: whether their events are what was hashed, their tiles what those above them say, and heads that were signed
     * within them true; and at the tree's end, whether it goes as far as was signed. All pieces together are the whole log and tree.
     *
     * @param from a multiple of {@link Tile#WIDTH}
     * @param to before which leaf it ends: such a multiple, or the tree's size
     * @return each with the leaves that it is about
     * @throws IllegalStateException where the log cannot be read
     */
    public List<Finding> piece(long from, long to) {
        List<Finding> findings = new ArrayList<>();
        try {
            heads(from, to, findings);
        } catch (IllegalArgumentException e) {
            findings.add(Finding.over(Finding.Code.HEAD_ALTERED, from, Math.max(from, to - 1), e.getMessage()));
        }
        try {
            boolean isWalkable = true;
            for (long number = from / Tile.WIDTH; number * Tile.WIDTH < to; number++) {
                above(number, findings);
                isWalkable &= isAscending(number, findings);
            }
            if (to == tables.size()) {
                end(to, findings);
            }
            if (isWalkable) {
                log(from, to, findings);
            }
        } catch (TreeDamagedException e) {
            findings.add(Finding.over(
                    Finding.Code.TREE_ALTERED, from, Math.max(from, to - 1), "it cannot be read: " + e.getMessage()));
        }
        return findings;
    }

    /** Where leaves are in the log, without which nothing can be said of their events. */
    private boolean isAscending(long number, List<Finding> findings) {
        Tile tile = tables.tile(0, number);
        long last = number == 0 ? Long.MIN_VALUE : lastPosition(tables.tile(0, number - 1));
        boolean isAscending = true;
        for (int place = 0; place < tile.count(); place++) {
            isAscending &= tile.position(place) > last;
            last = tile.position(place);
        }
        if (!isAscending || tables.firstPosition(number) != tile.position(0)) {
            tree(tile, "it does not say where its leaves are in the log", findings);
        }
        return isAscending;
    }

    private static long lastPosition(Tile tile) {
        return tile.position(tile.count() - 1);
    }

    private static void tree(Tile tile, String how, List<Finding> findings) {
        long from = tile.number() * Tile.WIDTH * tile.leavesOfOne();
        findings.add(Finding.over(
                Finding.Code.TREE_ALTERED,
                from,
                from + tile.count() * tile.leavesOfOne() - 1,
                "tile " + tile.level() + "/" + tile.number() + ": " + how));
    }

    /** At the tree's end, unless that has moved on meanwhile. */
    private void end(long size, List<Finding> findings) {
        List<Finding> found = new ArrayList<>();
        Map<Integer, Long> tiles = tables.tiles();
        for (int level = 0; level == 0 || size >> (level * Tile.HEIGHT) > 0 || tiles.containsKey(level); level++) {
            long hashes = size >> (level * Tile.HEIGHT);
            if (tiles.getOrDefault(level, 0L) != (hashes + Tile.WIDTH - 1) / Tile.WIDTH) {
                found.add(Finding.over(
                        Finding.Code.TREE_ALTERED,
                        0,
                        Math.max(0, size - 1),
                        "level " + level + " has other tiles than it needs"));
            } else if (hashes % Tile.WIDTH != 0) {
                Tile last = tables.tile(level, hashes / Tile.WIDTH);
                if (last.count() != hashes % Tile.WIDTH) {
                    tree(last, "it has " + last.count() + " hashes", found);
                }
            }
        }
        if (tables.size() == size) {
            findings.addAll(found);
        }
    }

    /** From a tile of leaves up, as far as it is the last one below. */
    private void above(long number, List<Finding> findings) {
        Tile tile = tables.tile(0, number);
        while (tile.count() == Tile.WIDTH) {
            Tile above = tables.tile(tile.level() + 1, tile.number() / Tile.WIDTH);
            int place = (int) (tile.number() % Tile.WIDTH);
            if (place >= above.count() || !Arrays.equals(above.hash(place), hash.root(tile.all()))) {
                tree(tile, "it is not what the one above says", findings);
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
        Optional<String> origin = tables.findOrigin();
        long good = from;
        for (TreeHead head : heads) {
            if (origin.filter(head.origin()::equals).isEmpty()) {
                findings.add(Finding.over(
                        Finding.Code.ORIGIN_OTHER,
                        from,
                        to - 1,
                        "a head of " + head.origin() + " is this installation's"));
            }
            if (hasRoot(tree, head)) {
                good = Math.min(head.size(), to - 1);
            } else {
                findings.add(Finding.over(
                        Finding.Code.TREE_ALTERED,
                        good,
                        head.size() - 1,
                        "the tree is not the one whose head was signed at " + head.time()));
            }
        }
        List<TreeHead> later = tables.heads(to, Long.MAX_VALUE);
        long size = tables.size();
        if (size == to) {
            later.forEach(head -> rolledBack(head, size, "signed", findings));
        }
    }

    private static void rolledBack(TreeHead head, long size, String how, List<Finding> findings) {
        findings.add(Finding.over(
                Finding.Code.HISTORY_ROLLED_BACK,
                size,
                head.size() - 1,
                "these were " + how + " at " + head.time() + ", and the ledger ends before them"));
    }

    private static boolean hasRoot(MerkleTree tree, TreeHead head) {
        try {
            return Arrays.equals(tree.root(head.size()), head.root());
        } catch (TreeDamagedException e) {
            return false;
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
