package io.postledger.api.post;

import io.postledger.api.StoredAs;
import java.time.Instant;
import java.util.List;

/** The post goes out now, as content version {@code contentVersion}; each target has a publication of its own. */
@StoredAs(name = "post.PostPublishingBegun")
public record PostPublishingBegun(
        String postId,
        String workspaceId,
        int scheduleNumber,
        int contentVersion,
        String text,
        Instant dueAt,
        List<PlannedPublication> publications)
        implements PostEvent {}
