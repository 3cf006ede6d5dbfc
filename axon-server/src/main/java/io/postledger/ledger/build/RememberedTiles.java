package io.postledger.ledger.build;

import io.postledger.ledger.Tile;
import io.postledger.ledger.Tiles;
import java.util.LinkedHashMap;
import java.util.Map;

/** Full tiles stay as they are, and every proof goes through the few of the upper levels. Not for checks, which are about what is stored. */
public final class RememberedTiles implements Tiles {
    /** Of 8 kB each. */
    private static final int MOST = 256;

    private final Tiles stored;
    private final Map<String, Tile> full = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tile> eldest) {
            return size() > MOST;
        }
    };

    public RememberedTiles(Tiles stored) {
        this.stored = stored;
    }

    @Override
    public Tile tile(int level, long number) {
        String key = level + "/" + number;
        synchronized (full) {
            Tile known = full.get(key);
            if (known != null) {
                return known;
            }
        }
        Tile tile = stored.tile(level, number);
        if (tile.count() == Tile.WIDTH) {
            synchronized (full) {
                full.put(key, tile);
            }
        }
        return tile;
    }
}
