package io.postledger.api.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events a bundle is about. Those of a post, an account or a workspace are its own and every one whose stored bytes name its id;
 * those of an erasure are its own alone.
 *
 * @param id of the post, account, workspace or erasure; null for the other kinds
 * @param from the earliest time recorded at, inclusive, UTC; of a time range only, null for the beginning of the log
 * @param until the time before which it was recorded; null for its end
 * @param workspaceId nothing that is not this workspace's; null where there is no such limit
 */
public record EvidenceSelection(
        Kind kind,
        @Nullable String id,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String workspaceId) {
    /** What may be selected. */
    public enum Kind {
        EVERYTHING,
        POST,
        ACCOUNT,
        WORKSPACE,
        ERASURE,
        TIME
    }
}
