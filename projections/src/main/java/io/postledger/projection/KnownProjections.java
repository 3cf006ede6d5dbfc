package io.postledger.projection;

import java.time.Instant;
import java.util.List;

/**
 * Which projections there are on all nodes together, and where their data is: nodes of different roles have different ones. Kept in a
 * store that all nodes see.
 */
public interface KnownProjections {
    /** Notes that there is this one. @param seenAt UTC */
    void note(Known projection, Instant seenAt);

    /** Those that a node has noted since then (UTC), in no particular order. */
    List<Known> since(Instant then);

    /** A projection of some node. @param targets all of them, in its order */
    record Known(String name, List<Place> targets) {}

    /** A collection or table. @param store as the store itself is named */
    record Place(String store, String name) {}
}
