package io.postledger.api.history;

import io.postledger.api.StoredAs;

/** Whether an export of everything needs a second person's approval. */
@StoredAs(name = "history.ExportRuleChanged")
public record ExportRuleChanged(String trailId, String workspaceId, boolean fourEyes) implements HistoryEvent {}
