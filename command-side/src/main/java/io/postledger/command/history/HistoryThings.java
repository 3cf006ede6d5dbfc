package io.postledger.command.history;

import io.postledger.api.history.HistoryTarget;

/** Which things of which workspace there is a history of. */
public interface HistoryThings {
    /** Rejected as the target says, where it is another workspace's or nobody's. */
    void requireIn(String workspaceId, HistoryTarget target);
}
