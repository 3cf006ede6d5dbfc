package io.postledger.api.projection;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/**
 * One projection, with its size; answers {@link ProjectionView}. Rejected: PROJECTION_NOT_FOUND.
 *
 * @param hash whether to read all of its content for the hashes
 */
@Requires(Permission.OPERATE)
public record FindProjection(String projection, boolean hash) {}
