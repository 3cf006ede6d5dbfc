package io.postledger.ledger.build;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.postledger.ledger.Tile;
import io.postledger.ledger.Tiles;

/** Full tiles stay as they are, and every proof goes through the few of the upper levels. Not for checks, which are about what is stored. */
public final class RememberedTiles implements Tiles {
    /** Of 8 kB each. */
    private static final int MOST = 256;

    private final Tiles stored;
    private final Cache<Place, Tile> full =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private record Place(int level, long number) {}

    public RememberedTiles(Tiles stored) {
        this.stored = stored;
    }

    @Override
    public Tile tile(int level, long number) {
        Place place = new Place(level, number);
        Tile known = full.getIfPresent(place);
        if (known != null) {
            return known;
        }
        Tile tile = stored.tile(level, number);
        if (tile.count() == Tile.WIDTH) {
            full.put(place, tile);
        }
        return tile;
    }
}
