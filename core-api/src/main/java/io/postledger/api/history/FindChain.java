package io.postledger.api.history;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.post.PostId;
import org.jspecify.annotations.Nullable;

/**
 * What became of a post: its deliveries, their attempts, what the networks answered, and what was counted since; answers {@link
 * PostChain}. Who may ask is as with {@link FindHistory}, with a reading of kind EVENTS of the post. Rejected: READING_NOT_RECORDED,
 * POST_NOT_FOUND.
 */
@Requires(Permission.READ)
public record FindChain(PostId postId, @Nullable ReadingId readingId) {}
