package io.postledger.api.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events a bundle is about. Those of a post, an account or a workspace are its own and every one whose stored bytes name its id.
 *
 * @param id of the post, account or workspace; null for the other kinds
 * @param from the earliest time recorded at, inclusive, UTC; of a time range only, null for the beginning of the log
 * @param until the time before which it was recorded; null for its end
 */
public record EvidenceSelection(
        Kind kind,
        @Nullable String id,
        @Nullable Instant from,
        @Nullable Instant until) {
    /** What may be selected. */
    public enum Kind {
        EVERYTHING,
        POST,
        ACCOUNT,
        WORKSPACE,
        TIME
    }
}
