package io.postledger.api.workspace;

/** Commands on a workspace and its members. */
public sealed interface WorkspaceCommand permits CreateWorkspace, AddMember, ChangeMemberRole, RemoveMember {}
