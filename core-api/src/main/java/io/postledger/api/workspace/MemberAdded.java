package io.postledger.api.workspace;

import io.postledger.api.StoredAs;

/** A person became a member. */
@StoredAs(name = "workspace.MemberAdded")
public record MemberAdded(String workspaceId, String userId, Role role) implements WorkspaceEvent {}
