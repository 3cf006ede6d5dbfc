package io.postledger.api.post;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of posts; {@code nextCursor} is null on the last. */
public record PostPage(List<PostView> items, @Nullable String nextCursor) {}
