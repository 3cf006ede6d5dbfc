package io.postledger.api.workspace;

import io.postledger.api.StoredAs;
import org.jspecify.annotations.Nullable;

/** What the workspace has deleted by itself, and after how many days; fields as in {@link RetentionRules}. */
@StoredAs(name = "workspace.RetentionChanged")
public record RetentionChanged(
        String workspaceId,
        @Nullable Integer unusedMediaDays,
        @Nullable Integer endedPostMediaDays) implements WorkspaceEvent {}
