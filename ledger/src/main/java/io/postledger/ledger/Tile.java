package io.postledger.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the tree as it is stored: up to {@value #WIDTH} hashes side by side. Those of level 0 are leaves; each of level n + 1 is the
 * root over a full tile of level n.
 *
 * @param number from 0, from the left of its level
 * @param hashes one after the other, {@value TreeHash#BYTES} bytes each
 * @param positions of the leaves in the log, 8 bytes each, big endian; null above level 0
 */
public record Tile(int level, long number, byte[] hashes, byte @Nullable [] positions) {
    /** @throws TreeDamagedException where it has parts of hashes or positions, none, or too many */
    public Tile {
        int count = hashes.length / TreeHash.BYTES;
        if (count == 0
                || count > WIDTH
                || hashes.length % TreeHash.BYTES != 0
                || positions != null && positions.length != count * Long.BYTES) {
            throw new TreeDamagedException("Tile " + level + "/" + number + " has " + hashes.length + " bytes");
        }
    }

    /** Hashes of a full tile. */
    public static final int WIDTH = 256;
    /** Levels of the tree within a tile. */
    public static final int HEIGHT = 8;

    public int count() {
        return hashes.length / TreeHash.BYTES;
    }

    /** The hash at a place from 0. */
    public byte[] hash(int place) {
        return Arrays.copyOfRange(hashes, place * TreeHash.BYTES, (place + 1) * TreeHash.BYTES);
    }

    /** That of a leaf in the log, by its place from 0. @throws TreeDamagedException where it is not said */
    public long position(int place) {
        if (positions == null || positions.length < (place + 1) * Long.BYTES) {
            throw new TreeDamagedException("Tile " + level + "/" + number + " lacks positions");
        }
        return ByteBuffer.wrap(positions).getLong(place * Long.BYTES);
    }

    /** Leaves below each of its hashes. */
    public long leavesOfOne() {
        return 1L << (level * HEIGHT);
    }

    public List<byte[]> all() {
        return IntStream.range(0, count()).mapToObj(this::hash).toList();
    }
}
