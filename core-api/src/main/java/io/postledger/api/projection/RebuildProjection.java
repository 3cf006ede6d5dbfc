package io.postledger.api.projection;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Builds a projection again from the whole log, beside the one that is read, and has it read once it has caught up; answers {@link
 * ProjectionView}. One that has set events aside which the one that is read has not waits for a person first. Rejected:
 * PROJECTION_NOT_FOUND, REBUILD_UNDER_WAY.
 *
 * @param compare whether it is compared with the one that is read first, and waits for a person where they differ
 */
@Requires(Permission.OPERATE)
public record RebuildProjection(@RoutingKey String projection, boolean compare) {}
