package io.postledger.api.workspace;

import io.postledger.api.RejectionCode;
import io.postledger.api.WhenMissing;

/** Commands on a workspace and its members. */
@WhenMissing(RejectionCode.WORKSPACE_NOT_FOUND)
public sealed interface WorkspaceCommand
        permits CreateWorkspace, AddMember, ChangeMemberRole, RemoveMember, ChangeRetention, CloseWorkspace {}
