package io.postledger.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events a bundle is about.
 *
 * @param id of the post, account or workspace; null for the other kinds
 * @param from the earliest time recorded at, inclusive, UTC; of a time range only, and null for the beginning of the log
 * @param until the time before which it was recorded; null for its end
 */
public record Selection(
        Kind kind,
        @Nullable String id,
        @Nullable Instant from,
        @Nullable Instant until) {
    public static final Selection EVERYTHING = new Selection(Kind.EVERYTHING, null, null, null);

    /** What may be selected. */
    public enum Kind {
        EVERYTHING,
        /** Its own events, and every one whose stored bytes name its id. */
        POST,
        /** Its own events, and every one whose stored bytes name its id. */
        ACCOUNT,
        /** Its own events, and every one whose stored bytes name its id. */
        WORKSPACE,
        TIME
    }
}
