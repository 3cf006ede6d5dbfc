package io.postledger.api.workspace;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.jspecify.annotations.Nullable;

/** A workspace with its members; answers {@link WorkspaceView}. Rejected: WORKSPACE_NOT_FOUND, VIEW_BEHIND. */
@Requires(Permission.READ)
public record FindWorkspace(
        WorkspaceId workspaceId, @Nullable Long atLeastVersion) {}
