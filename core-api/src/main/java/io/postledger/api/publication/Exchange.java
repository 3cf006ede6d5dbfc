package io.postledger.api.publication;

import io.postledger.api.privacy.PersonalData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What passed between us and the network, redacted: no tokens, no bodies.
 *
 * @param status HTTP status; null where there was no answer
 * @param code the network's own error code; null where it gave none
 * @param requestId the network's id of the request; null where it gave none
 * @param durationMillis from the first byte sent to the last received
 * @param operation our name for the call, such as {@code x.tweets.create}; null before there were names
 * @param message the network's own words, at most 300 characters; null where it gave none
 * @param at when the call began (UTC); null before that was kept
 */
public record Exchange(
        @Nullable Integer status,
        @Nullable String code,
        @Nullable String requestId,
        long durationMillis,
        @Nullable String operation,
        @PersonalData @Nullable String message,
        @Nullable Instant at) {
    /** Nothing passed. */
    public static final Exchange NONE = new Exchange(null, null, null, 0, null, null, null);

    public Exchange(@Nullable Integer status, @Nullable String code, @Nullable String requestId, long durationMillis) {
        this(status, code, requestId, durationMillis, null, null, null);
    }
}
