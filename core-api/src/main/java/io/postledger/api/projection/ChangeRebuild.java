package io.postledger.api.projection;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/**
 * Pauses, resumes or gives up the building of a projection or of a copy of it, or has it read although it differs; answers
 * {@link ProjectionView}. One that failed is resumed too, and one that differs is compared again.
 * Rejected: PROJECTION_NOT_FOUND, COPY_NOT_FOUND, REBUILD_NOT_FOUND (none that this can be done to).
 *
 * @param copy name of the copy that is meant; null for what is to take the place of what is read
 */
@Requires(Permission.OPERATE)
public record ChangeRebuild(
        @RoutingKey String projection, @Nullable String copy, Change change) {
    public enum Change {
        PAUSE,
        RESUME,
        /** One that waits for a person, because it differs from what is read, is read once it has caught up. */
        SWITCH,
        /** What was built is dropped; a copy even if it is whole. */
        CANCEL
    }
}
