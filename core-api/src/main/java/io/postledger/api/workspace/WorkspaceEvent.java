package io.postledger.api.workspace;

/** Facts about a workspace and its members. */
public sealed interface WorkspaceEvent
        permits WorkspaceCreated, MemberAdded, MemberRoleChanged, MemberRemoved, RetentionChanged, WorkspaceClosed {}
