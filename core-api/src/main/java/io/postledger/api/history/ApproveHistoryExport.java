package io.postledger.api.history;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Lets an export that was asked for begin, within a week. Rejected: HISTORY_EXPORT_NOT_FOUND, HISTORY_EXPORT_OWN (approved by who asked
 * for it).
 */
@Requires(Permission.APPROVE_EXPORT)
public record ApproveHistoryExport(
        @TargetAggregateIdentifier AuditTrailId trailId, HistoryExportId exportId) implements HistoryCommand {}
