package io.postledger.api.workspace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace has deleted by itself; fields as in {@link RetentionRules}.
 *
 * @param changedAt when it was last said (UTC); null where it never was
 * @param version of the workspace that this view shows; also its ETag
 */
public record RetentionView(
        @Nullable Integer unusedMediaDays,
        @Nullable Integer endedPostMediaDays,
        @Nullable Instant changedAt,
        long version) {}
