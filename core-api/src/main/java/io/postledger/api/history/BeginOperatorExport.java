package io.postledger.api.history;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the log that whoever runs the installation takes events or rows out of it; sent before the first byte is handed over. It
 * may be repeated for the same selection for a week, so that an export that comes in parts, or was cut off, is one. Sent in a
 * workspace where it is of that workspace alone, else in none. Rejected: HISTORY_EXPORT_NOT_FOUND (begun for another selection),
 * INVALID_REQUEST (selection, reason).
 *
 * @param trailId of the workspace, or {@link OperatorTrailId#INSTALLATION}
 * @param selection what was asked for, by parameter: ids, times, and names of events, projections and copies, of 4,000 characters in
 *     all; no words
 * @param reason where the reason stands, such as the number of a ticket: 1 to 100 of {@code A-Z a-z 0-9 . _ : / # -}. Without spaces,
 *     since it is of no person or workspace, and so encrypted with nobody's key
 */
@Requires(Permission.OPERATE)
public record BeginOperatorExport(
        @TargetAggregateIdentifier OperatorTrailId trailId,
        HistoryExportId exportId,
        OperatorExportKind kind,
        Map<String, String> selection,
        @Nullable String reason)
        implements HistoryCommand {
    public BeginOperatorExport {
        selection = selection == null ? Map.of() : Map.copyOf(selection);
    }
}
