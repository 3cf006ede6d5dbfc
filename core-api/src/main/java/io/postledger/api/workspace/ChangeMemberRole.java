package io.postledger.api.workspace;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.user.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a member another role. Rejected: MEMBER_NOT_FOUND, LAST_OWNER. */
@Requires(Permission.MANAGE_MEMBERS)
public record ChangeMemberRole(@TargetAggregateIdentifier WorkspaceId workspaceId, UserId userId, Role role)
        implements WorkspaceCommand {}
