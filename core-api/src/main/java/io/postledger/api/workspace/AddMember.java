package io.postledger.api.workspace;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.user.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Makes a registered person a member. Rejected: USER_NOT_FOUND, MEMBER_ALREADY_ADDED. */
@Requires(Permission.MANAGE_MEMBERS)
public record AddMember(@TargetAggregateIdentifier WorkspaceId workspaceId, UserId userId, Role role)
        implements WorkspaceCommand {}
