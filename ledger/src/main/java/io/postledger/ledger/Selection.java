package io.postledger.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events a bundle is about.
 *
 * @param id of the post, account, workspace or erasure; null for the other kinds
 * @param from the earliest time recorded at, inclusive, UTC; of a time range only, and null for the beginning of the log
 * @param until the time before which it was recorded; null for its end
 * @param workspace nothing that is not this workspace's; null where there is no such limit
 */
public record Selection(
        Kind kind,
        @Nullable String id,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String workspace) {
    public static final Selection EVERYTHING = new Selection(Kind.EVERYTHING, null, null, null, null);

    /** What may be selected. */
    public enum Kind {
        EVERYTHING,
        /** Its own events, and every one whose stored bytes name its id. */
        POST,
        /** Its own events, and every one whose stored bytes name its id. */
        ACCOUNT,
        /** Its own events, and every one whose stored bytes name its id. */
        WORKSPACE,
        /** Its own events alone. */
        ERASURE,
        TIME
    }
}
