package io.postledger.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Hashes that the bundle has proved to be in the tree, of the last blocks; and events whose block has not come yet. */
final class ProvenLeaves {
    private static final int MOST_BLOCKS = 64;

    private final Map<Long, BundleText.Block> blocks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, BundleText.Block> eldest) {
            return size() > MOST_BLOCKS;
        }
    };
    private final SortedMap<Long, byte[]> open = new TreeMap<>();

    /** @return of those that waited for it, which are not what was hashed */
    List<Long> add(BundleText.Block block) {
        blocks.put(block.index(), block);
        List<Long> others = new ArrayList<>();
        SortedMap<Long, byte[]> waited =
                open.subMap(block.index(), block.index() + block.leaves().size());
        waited.forEach((index, leafHash) -> {
            if (!is(index, leafHash)) {
                others.add(index);
            }
        });
        waited.clear();
        return others;
    }

    boolean knows(long index) {
        return find(index).isPresent();
    }

    boolean is(long index, byte[] leafHash) {
        return find(index)
                .map(block -> block.leaves().get((int) (index - block.index())))
                .filter(known -> Arrays.equals(known, leafHash))
                .isPresent();
    }

    private Optional<BundleText.Block> find(long index) {
        for (BundleText.Block block : blocks.values()) {
            if (index >= block.index() && index < block.index() + block.leaves().size()) {
                return Optional.of(block);
            }
        }
        return Optional.empty();
    }

    Optional<Long> indexOf(byte[] leafHash) {
        for (BundleText.Block block : blocks.values()) {
            for (int i = 0; i < block.leaves().size(); i++) {
                if (Arrays.equals(block.leaves().get(i), leafHash)) {
                    return Optional.of(block.index() + i);
                }
            }
        }
        return Optional.empty();
    }

    /** Its block may come yet. @return false where too many wait already */
    boolean leaveOpen(long index, byte[] leafHash) {
        if (open.size() >= Verdict.MOST) {
            return false;
        }
        open.put(index, leafHash);
        return true;
    }

    /** Those that no block came for: first to last. */
    SortedMap<Long, Long> open() {
        SortedMap<Long, Long> ranges = new TreeMap<>();
        for (long index : open.keySet()) {
            if (!ranges.isEmpty() && ranges.get(ranges.lastKey()) == index - 1) {
                ranges.put(ranges.lastKey(), index);
            } else {
                ranges.put(index, index);
            }
        }
        return ranges;
    }
}
