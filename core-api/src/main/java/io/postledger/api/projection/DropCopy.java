package io.postledger.api.projection;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Drops a copy, whole or on its way; answers {@link ProjectionView}. Rejected: PROJECTION_NOT_FOUND, COPY_NOT_FOUND.
 */
@Requires(Permission.OPERATE)
public record DropCopy(@RoutingKey String projection, String copy) {}
