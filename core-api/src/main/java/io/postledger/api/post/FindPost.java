package io.postledger.api.post;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.jspecify.annotations.Nullable;

/** One post; answers {@link PostView}. Rejected: POST_NOT_FOUND, VIEW_BEHIND. */
@Requires(Permission.READ)
public record FindPost(PostId postId, @Nullable Long atLeastVersion) {}
