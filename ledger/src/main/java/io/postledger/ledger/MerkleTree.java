package io.postledger.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads stored tiles as the tree of RFC 6962 that they are, at any of its sizes. For one thread, and for a moment: it remembers tiles. */
public final class MerkleTree {
    private static final int MOST_REMEMBERED = 64;

    private final TreeHash hash = new TreeHash();
    private final Tiles tiles;
    private final Map<String, Tile> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tile> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public MerkleTree(Tiles tiles) {
        this.tiles = tiles;
    }

    /** @throws TreeDamagedException where the tree is smaller, here and below */
    public byte[] root(long size) {
        return size == 0 ? hash.empty() : range(0, size);
    }

    /**
     * The hashes that lead from a block to the root (RFC 9162, 2.1.3.1).
     *
     * @param height of the block: it has 2^height leaves, or those that are left
     * @param first its first leaf, a multiple of that
     */
    public List<byte[]> path(int height, long first, long size) {
        List<byte[]> path = new ArrayList<>();
        path(first >> height, height, 0, size, path);
        return path;
    }

    private void path(long block, int height, long from, long to, List<byte[]> path) {
        long at = block << height;
        if (to - from <= 1L << height) {
            return;
        }
        long middle = from + left(to - from);
        if (at < middle) {
            path(block, height, from, middle, path);
            path.add(range(middle, to));
        } else {
            path(block, height, middle, to, path);
            path.add(range(from, middle));
        }
    }

    /** Shows that the tree of one size is the beginning of that of another (RFC 9162, 2.1.4.1). */
    public List<byte[]> consistency(long earlier, long later) {
        List<byte[]> path = new ArrayList<>();
        if (earlier > 0 && earlier < later) {
            consistency(earlier, 0, later, true, path);
        }
        return path;
    }

    private void consistency(long earlier, long from, long to, boolean whole, List<byte[]> path) {
        if (earlier == to - from) {
            if (!whole) {
                path.add(range(from, to));
            }
            return;
        }
        long left = left(to - from);
        if (earlier <= left) {
            consistency(earlier, from, from + left, whole, path);
            path.add(range(from + left, to));
        } else {
            consistency(earlier - left, from + left, to, false, path);
            path.add(range(from, from + left));
        }
    }

    /** The hashes of leaves from one to before another. */
    public List<byte[]> leaves(long from, long to) {
        List<byte[]> leaves = new ArrayList<>();
        for (long index = from; index < to; index++) {
            leaves.add(entry(0, index));
        }
        return leaves;
    }

    /** That of a leaf in the log. */
    public long position(long index) {
        return tile(0, index / Tile.WIDTH).position((int) (index % Tile.WIDTH));
    }

    /** The root over leaves that are a subtree: {@code from} is a multiple of the power of two that is not below their number. */
    private byte[] range(long from, long to) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            return complete(Long.numberOfTrailingZeros(count), from);
        }
        long middle = from + left(count);
        return hash.node(range(from, middle), range(middle, to));
    }

    private byte[] complete(int height, long from) {
        int level = height / Tile.HEIGHT;
        int within = height % Tile.HEIGHT;
        long entry = from >> (level * Tile.HEIGHT);
        if (within == 0) {
            return entry(level, entry);
        }
        Tile tile = tile(level, entry / Tile.WIDTH);
        int place = (int) (entry % Tile.WIDTH);
        if (place + (1 << within) > tile.count()) {
            throw new TreeDamagedException("Tile " + level + "/" + entry / Tile.WIDTH + " ends too early");
        }
        List<byte[]> hashes = new ArrayList<>(1 << within);
        for (int i = 0; i < 1 << within; i++) {
            hashes.add(tile.hash(place + i));
        }
        return hash.root(hashes);
    }

    private byte[] entry(int level, long entry) {
        Tile tile = tile(level, entry / Tile.WIDTH);
        int place = (int) (entry % Tile.WIDTH);
        if (place >= tile.count()) {
            throw new TreeDamagedException("The tree has no entry " + entry + " at level " + level);
        }
        return tile.hash(place);
    }

    private Tile tile(int level, long number) {
        return remembered.computeIfAbsent(level + "/" + number, key -> tiles.tile(level, number));
    }

    /** The largest power of two below a number over 1. */
    private static long left(long count) {
        return Long.highestOneBit(count - 1);
    }
}
