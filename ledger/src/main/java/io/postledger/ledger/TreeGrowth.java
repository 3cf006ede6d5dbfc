package io.postledger.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The right edge of a tree, to which leaves are appended. What changed is taken as tiles, to be stored together. For one thread. */
public final class TreeGrowth {
    private final TreeHash hash = new TreeHash();
    private final List<Edge> edges = new ArrayList<>();
    private final SortedMap<Key, Tile> changed = new TreeMap<>();
    private long size;
    private long position;

    private record Key(int level, long number) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return level == other.level ? Long.compare(number, other.number) : Integer.compare(level, other.level);
        }
    }

    /** The last tile of a level, not full. */
    private static final class Edge {
        private final int level;
        private long number;
        private final List<byte[]> hashes = new ArrayList<>();
        private final ByteBuffer positions = ByteBuffer.allocate(Tile.WIDTH * Long.BYTES);

        Edge(int level) {
            this.level = level;
        }

        Tile tile() {
            ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * TreeHash.BYTES);
            hashes.forEach(bytes::put);
            byte[] at = null;
            if (level == 0) {
                at = new byte[positions.position()];
                positions.duplicate().flip().get(at);
            }
            return new Tile(level, number, bytes.array(), at);
        }
    }

    private TreeGrowth() {}

    /** Of a tree without leaves. */
    public static TreeGrowth empty() {
        TreeGrowth growth = new TreeGrowth();
        growth.position = -1;
        return growth;
    }

    /**
     * Goes on with a stored tree.
     *
     * @param last its last tile of level 0
     * @throws TreeDamagedException where the levels above do not go with it
     */
    public static TreeGrowth of(Tile last, Tiles tiles) {
        TreeGrowth growth = new TreeGrowth();
        growth.size = last.number() * Tile.WIDTH + last.count();
        growth.position = ByteBuffer.wrap(last.positions()).getLong((last.count() - 1) * Long.BYTES);
        long count = growth.size;
        for (int level = 0; count > 0; level++, count /= Tile.WIDTH) {
            Edge edge = new Edge(level);
            edge.number = count / Tile.WIDTH;
            int filled = (int) (count % Tile.WIDTH);
            if (filled > 0) {
                Tile tile = level == 0 ? last : tiles.tile(level, edge.number);
                if (tile.count() < filled) {
                    throw new TreeDamagedException("Tile " + level + "/" + edge.number + " has " + tile.count()
                            + " hashes and should have " + filled);
                }
                edge.hashes.addAll(tile.all().subList(0, filled));
                if (level == 0) {
                    edge.positions.put(last.positions(), 0, filled * Long.BYTES);
                }
            }
            growth.edges.add(edge);
        }
        return growth;
    }

    /** Leaves. */
    public long size() {
        return size;
    }

    /** That of the last leaf in the log; -1 where there is none. */
    public long position() {
        return position;
    }

    public void append(Leaf leaf) {
        append(hash.leaf(leaf), leaf.position());
    }

    /** @throws IllegalArgumentException where the position is not after the last one */
    public void append(byte[] leafHash, long at) {
        if (at <= position) {
            throw new IllegalArgumentException("Position " + at + " is not after " + position);
        }
        if (edges.isEmpty()) {
            edges.add(new Edge(0));
        }
        edges.get(0).positions.putLong(at);
        push(0, leafHash);
        size++;
        position = at;
    }

    private void push(int level, byte[] one) {
        if (edges.size() == level) {
            edges.add(new Edge(level));
        }
        Edge edge = edges.get(level);
        edge.hashes.add(one);
        if (edge.hashes.size() == Tile.WIDTH) {
            Tile full = edge.tile();
            changed.put(new Key(level, edge.number), full);
            push(level + 1, hash.root(edge.hashes));
            edge.hashes.clear();
            edge.positions.clear();
            edge.number++;
        } else if (level > 0) {
            // Whole when it is taken; what matters here is that it is known to have changed.
            changed.put(new Key(level, edge.number), edge.tile());
        }
    }

    /** Every tile that is not as it was when this was last called, to be stored in one transaction. */
    public Collection<Tile> takeChanged() {
        if (!edges.isEmpty() && !edges.get(0).hashes.isEmpty()) {
            Tile last = edges.get(0).tile();
            changed.put(new Key(0, last.number()), last);
        }
        List<Tile> taken = List.copyOf(changed.values());
        changed.clear();
        return taken;
    }

    /** The last tile of each level, where it is not full. */
    public List<Tile> edges() {
        return edges.stream()
                .filter(edge -> !edge.hashes.isEmpty())
                .map(Edge::tile)
                .toList();
    }

    /** The root over all leaves. */
    public byte[] root() {
        byte[] root = null;
        for (Edge edge : edges) {
            if (!edge.hashes.isEmpty()) {
                List<byte[]> hashes = new ArrayList<>(edge.hashes);
                if (root != null) {
                    hashes.add(root);
                }
                root = hash.root(hashes);
            }
        }
        return root == null ? hash.empty() : root;
    }
}
