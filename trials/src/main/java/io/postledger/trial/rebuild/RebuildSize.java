package io.postledger.trial.rebuild;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param events of the history
 * @param productKills how often the product is killed in the middle; each store is once
 * @param wipes whether MongoDB's and ClickHouse's data is lost, too
 * @param quiet how long people are watched while nothing is rebuilt
 * @param busy how long they are while rebuilds run one after another, at least
 */
record RebuildSize(long events, int productKills, boolean wipes, Duration quiet, Duration busy) {
    /** Enough for every check but the loss of all data, in every build. */
    static final RebuildSize SHORT = new RebuildSize(3_000, 1, false, Duration.ofSeconds(2), Duration.ofSeconds(6));

    static RebuildSize full(long events, int minutes) {
        return new RebuildSize(events, 4, true, Duration.ofSeconds(30), Duration.ofMinutes(minutes));
    }
}
