package io.postledger.api.post;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/** Every event of a post and of its publications, in the order of the log; answers {@link PostHistory}. Rejected: POST_NOT_FOUND. */
@Requires(Permission.READ)
public record FindPostHistory(PostId postId) {}
