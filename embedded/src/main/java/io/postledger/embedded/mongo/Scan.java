package io.postledger.embedded.mongo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * Goes over ranges of a map's keys, in their order or against it. Each range is read as it stood when it was entered;
 * after a {@link #pause}, as it stands then, from the last key on.
 */
final class Scan<V> {

    private final MVMap<byte[], V> map;
    private final List<KeyRange> ranges;
    private final boolean backwards;
    private int range;
    private byte[] last;
    private Cursor<byte[], V> cursor;

    Scan(MVMap<byte[], V> map, List<KeyRange> ranges, boolean backwards) {
        this.map = map;
        this.ranges = ranges;
        this.backwards = backwards;
    }

    /** The next key; {@link #value} is what it stands for. */
    Optional<byte[]> next() {
        while (range < ranges.size()) {
            KeyRange within = ranges.get(backwards ? ranges.size() - 1 - range : range);
            if (cursor == null) {
                byte[] from = last != null ? last : backwards ? within.high() : within.low();
                cursor = map.cursor(from, null, backwards);
            }
            while (cursor.hasNext()) {
                byte[] key = cursor.next();
                if (backwards ? within.isAbove(key) : within.isBelow(key)) {
                    break;
                }
                boolean before = backwards ? within.isBelow(key) : within.isAbove(key);
                if (!before && !(last != null && Arrays.equals(key, last))) {
                    last = key;
                    return Optional.of(key);
                }
            }
            cursor = null;
            last = null;
            range++;
        }
        return Optional.empty();
    }

    V value() {
        return cursor.getValue();
    }

    /** Lets go of the map's version, which would be kept on the disk for it. */
    void pause() {
        cursor = null;
    }
}
