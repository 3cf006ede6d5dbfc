package io.postledger.api.workspace;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says what the workspace has deleted by itself; takes the place of what was said before. Its own rejections: those of {@link RetentionRules}. */
@Requires(Permission.MANAGE_RETENTION)
public record ChangeRetention(@TargetAggregateIdentifier WorkspaceId workspaceId, RetentionRules rules)
        implements WorkspaceCommand {}
