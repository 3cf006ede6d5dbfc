package io.postledger.api.workspace;

import io.postledger.api.StoredAs;

/** A member has another role. */
@StoredAs(name = "workspace.MemberRoleChanged")
public record MemberRoleChanged(String workspaceId, String userId, Role role) implements WorkspaceEvent {}
