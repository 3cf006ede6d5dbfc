package io.postledger.api.projection;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Pauses, resumes or gives up the building of a projection; answers {@link ProjectionView}. One that failed is resumed too.
 * Rejected: PROJECTION_NOT_FOUND, REBUILD_NOT_FOUND (none that this can be done to).
 */
@Requires(Permission.OPERATE)
public record ChangeRebuild(@RoutingKey String projection, Change change) {
    public enum Change {
        PAUSE,
        RESUME,
        /** What was built is dropped. */
        CANCEL
    }
}
