package io.postledger.api.projection;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.time.Instant;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/**
 * Builds a copy of a projection as it stood, beside the one that is read, and keeps it under a name; answers {@link ProjectionView}.
 * The same position gives the same content, whenever and however it is built. Rejected: PROJECTION_NOT_FOUND, NAME_INVALID,
 * COPY_NAME_TAKEN, INVALID_REQUEST (neither or both of position and instant), POSITION_AFTER_HEAD, INSTANT_IN_FUTURE,
 * INSTANT_BEFORE_FIRST_EVENT.
 *
 * @param copy 1 to 40 small letters, digits, {@code -} and {@code _}
 * @param position of the last event that it takes in, from 0
 * @param instant (UTC) for the position before the first event, in the order of the log, that is later than it; for the end of the
 *     log as it is now where none is later
 */
@Requires(Permission.OPERATE)
public record CopyProjection(
        @RoutingKey String projection,
        String copy,
        @Nullable Long position,
        @Nullable Instant instant) {}
