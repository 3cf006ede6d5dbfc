package io.postledger.api.publication;

import org.jspecify.annotations.Nullable;

/**
 * What passed between us and the network, redacted: no tokens, no bodies.
 *
 * @param status HTTP status; null where there was no answer
 * @param code the network's own error code; null where it gave none
 * @param requestId the network's id of the request; null where it gave none
 * @param durationMillis from the first byte sent to the last received
 */
public record Exchange(
        @Nullable Integer status,
        @Nullable String code,
        @Nullable String requestId,
        long durationMillis) {}
