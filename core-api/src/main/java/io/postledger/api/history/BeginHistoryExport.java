package io.postledger.api.history;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the log that the sender takes history out; sent before the first byte is handed over. Once it is done for an export,
 * it may be repeated by the same person for the same selection for a week, so that an export that was cut off goes on. Rejected:
 * SELECTION_INVALID, HISTORY_EXPORT_NOT_APPROVED (four eyes are wanted, and there is no approval of the last week),
 * HISTORY_EXPORT_NOT_FOUND (asked for by another person, or for another target, or begun for another selection), and as the target says
 * where there is none in the workspace.
 *
 * @param target what is taken out: a post, an account, or the workspace, for everything in it
 * @param from of the workspace only: what was recorded at this time (UTC) or later; null from the beginning
 * @param until of the workspace only: what was recorded before this time; null to the end
 * @param readable whether texts are taken out as people read them, beside the events as they are stored
 */
@Requires(Permission.READ_HISTORY)
public record BeginHistoryExport(
        @TargetAggregateIdentifier AuditTrailId trailId,
        HistoryExportId exportId,
        HistoryTarget target,
        @Nullable Instant from,
        @Nullable Instant until,
        boolean readable)
        implements HistoryCommand {}
