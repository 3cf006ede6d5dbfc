package io.postledger.api.history;

import io.postledger.api.StoredAs;
import io.postledger.api.privacy.PersonalData;

/** History is to be taken out; {@code target} and {@code reason} as in {@link RequestHistoryExport}. */
@StoredAs(name = "history.HistoryExportRequested")
public record HistoryExportRequested(
        String trailId,
        String workspaceId,
        String exportId,
        String target,
        @PersonalData String reason) implements HistoryEvent {}
