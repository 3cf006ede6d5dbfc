package io.postledger.api.workspace;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Creates a workspace with the sender as its owner. {@code timeZone}: IANA id, the default for its calendar. Rejected: NAME_INVALID, TIME_ZONE_UNKNOWN. */
@Requires(Permission.ANY_USER)
public record CreateWorkspace(@TargetAggregateIdentifier WorkspaceId workspaceId, String name, String timeZone)
        implements WorkspaceCommand {}
