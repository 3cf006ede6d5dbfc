package io.postledger.api.workspace;

import io.postledger.api.StoredAs;

/** The workspace is erased: nobody is in it any more. */
@StoredAs(name = "workspace.WorkspaceClosed")
public record WorkspaceClosed(String workspaceId) implements WorkspaceEvent {}
