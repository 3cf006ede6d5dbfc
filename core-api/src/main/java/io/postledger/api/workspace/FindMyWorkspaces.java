package io.postledger.api.workspace;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/** The workspaces that the sender is a member of; answers {@link WorkspaceList}. */
@Requires(Permission.ANY_USER)
public record FindMyWorkspaces() {}
