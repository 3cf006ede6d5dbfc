package io.postledger.api.workspace;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends every membership, the last owner's too: the workspace is being erased. Done again it changes nothing. */
@Requires(Permission.SYSTEM)
public record CloseWorkspace(@TargetAggregateIdentifier WorkspaceId workspaceId) implements WorkspaceCommand {}
