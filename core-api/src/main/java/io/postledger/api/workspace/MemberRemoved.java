package io.postledger.api.workspace;

import io.postledger.api.StoredAs;

/** A membership ended. */
@StoredAs(name = "workspace.MemberRemoved")
public record MemberRemoved(String workspaceId, String userId) implements WorkspaceEvent {}
