package io.postledger.api.post;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.account.AccountId;
import org.jspecify.annotations.Nullable;

/** Posts of the workspace, newest first, a page at a time; answers {@link PostPage}. {@code limit} 1 to 200. {@code cursor}: the page before's {@code nextCursor}. */
@Requires(Permission.READ)
public record FindPosts(
        @Nullable PostState state,
        @Nullable AccountId accountId,
        @Nullable String cursor,
        int limit) {}
