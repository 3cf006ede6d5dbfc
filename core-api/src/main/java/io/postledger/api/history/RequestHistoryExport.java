package io.postledger.api.history;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for history to be taken out. Needed for a whole workspace that wants four eyes; any other export may begin without.
 * Rejected: ID_ALREADY_USED, INVALID_REQUEST (reason), and as the target says where there is none in the workspace.
 *
 * @param target what is taken out; the workspace's own id for everything
 * @param reason in the asker's words
 */
@Requires(Permission.READ_HISTORY)
public record RequestHistoryExport(
        @TargetAggregateIdentifier AuditTrailId trailId, HistoryExportId exportId, HistoryTarget target, String reason)
        implements HistoryCommand {}
