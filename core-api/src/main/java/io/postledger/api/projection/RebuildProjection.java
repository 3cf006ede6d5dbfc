package io.postledger.api.projection;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Builds a projection again from the whole log, beside the one that is read, and has it read once it has caught up; answers {@link
 * ProjectionView}. Rejected: PROJECTION_NOT_FOUND, REBUILD_UNDER_WAY.
 */
@Requires(Permission.OPERATE)
public record RebuildProjection(@RoutingKey String projection) {}
