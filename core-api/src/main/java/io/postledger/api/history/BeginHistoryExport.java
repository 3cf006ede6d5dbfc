package io.postledger.api.history;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Writes into the log that the sender takes history out; sent before the first byte is handed over. Once it is done for an export,
 * it may be repeated by the same person for the same target, so that an export that was cut off goes on. Rejected:
 * HISTORY_EXPORT_NOT_APPROVED (four eyes are wanted, and there is no approval of the last week), HISTORY_EXPORT_NOT_FOUND (asked for by another
 * person, or for another target).
 *
 * @param target what is taken out; the workspace's own id for everything
 */
@Requires(Permission.READ_HISTORY)
public record BeginHistoryExport(
        @TargetAggregateIdentifier AuditTrailId trailId, HistoryExportId exportId, HistoryTarget target)
        implements HistoryCommand {}
