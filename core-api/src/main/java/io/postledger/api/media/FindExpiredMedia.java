package io.postledger.api.media;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.jspecify.annotations.Nullable;

/**
 * Pictures and videos of all workspaces for which {@link ExpireMedia} is due, by id; answers {@link ExpiredMedia}.
 *
 * @param after the last id of the page before; null for the first
 * @param limit over 0
 */
@Requires(Permission.SYSTEM)
public record FindExpiredMedia(@Nullable String after, int limit) {}
