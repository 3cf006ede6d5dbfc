package io.postledger.api.workspace;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.jspecify.annotations.Nullable;

/** What a workspace has deleted by itself; answers {@link RetentionView}. Rejected: WORKSPACE_NOT_FOUND, VIEW_BEHIND. */
@Requires(Permission.READ)
public record FindRetention(
        WorkspaceId workspaceId, @Nullable Long atLeastVersion) {}
