package io.postledger.api.media;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.jspecify.annotations.Nullable;

/** Pictures and videos of the workspace that are not deleted, newest first, a page at a time; answers {@link MediaPage}. {@code limit} 1 to 200. {@code cursor}: the page before's {@code nextCursor}. */
@Requires(Permission.READ)
public record FindMediaLibrary(@Nullable String cursor, int limit) {}
