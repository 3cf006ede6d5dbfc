package io.postledger.api.history;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says whether an export of the workspace's whole history needs the approval of a second person. */
@Requires(Permission.MANAGE_MEMBERS)
public record ChangeExportRule(@TargetAggregateIdentifier AuditTrailId trailId, boolean fourEyes)
        implements HistoryCommand {}
