package io.postledger.api.history;

import io.postledger.api.StoredAs;

/** A second person, the event's actor, agreed to an export. */
@StoredAs(name = "history.HistoryExportApproved")
public record HistoryExportApproved(String trailId, String exportId) implements HistoryEvent {}
