package io.postledger.api.history;

import io.postledger.api.StoredAs;

/** History was taken out, by the event's actor. */
@StoredAs(name = "history.HistoryExportBegun")
public record HistoryExportBegun(String trailId, String workspaceId, String exportId, String target)
        implements HistoryEvent {}
