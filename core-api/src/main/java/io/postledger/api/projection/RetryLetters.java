package io.postledger.api.projection;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/**
 * Has events that a projection has set aside handled again, in the order of the log, each in the generation that it is missing in;
 * answers {@link LettersRetried} after some seconds at most, with what is left. Rejected: PROJECTION_NOT_FOUND, LETTER_NOT_FOUND (the
 * sequence has none).
 *
 * @param sequence only those of this sequence; null for all
 */
@Requires(Permission.OPERATE)
public record RetryLetters(
        @RoutingKey String projection, @Nullable String sequence) {}
