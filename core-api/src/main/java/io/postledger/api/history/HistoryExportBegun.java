package io.postledger.api.history;

import io.postledger.api.StoredAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * History was taken out, by the event's actor; fields as in {@link BeginHistoryExport}.
 *
 * @param readable null in what was stored before it was asked
 */
@StoredAs(name = "history.HistoryExportBegun", revision = 2)
public record HistoryExportBegun(
        String trailId,
        String workspaceId,
        String exportId,
        String target,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Boolean readable)
        implements HistoryEvent {}
