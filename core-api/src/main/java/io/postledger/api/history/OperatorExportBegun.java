package io.postledger.api.history;

import io.postledger.api.StoredAs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whoever runs the installation took events or rows out; fields as in {@link BeginOperatorExport}.
 *
 * @param workspaceId whose they all are; null where it concerns every workspace, whose auditors all see it
 * @param readable whether what is personal was taken out as people read it
 */
@StoredAs(name = "history.OperatorExportBegun")
public record OperatorExportBegun(
        String trailId,
        @Nullable String workspaceId,
        String exportId,
        OperatorExportKind kind,
        Map<String, String> selection,
        boolean readable,
        @Nullable String reason)
        implements HistoryEvent {}
