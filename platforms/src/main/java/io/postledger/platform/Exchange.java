package io.postledger.platform;

import java.time.Instant;
import java.util.List;

/**
 * One call to a network, fit to be kept and shown: no token, no query string, no body. Fields ending in {@code OrNull}
 * are null when the network did not say.
 *
 * @param operation our name for the call, for example {@code x.tweets.create}
 * @param at when it began, by our clock
 * @param durationMillis until the answer was read whole, or given up
 * @param statusOrNull HTTP status; null when no answer came
 * @param errorCodeOrNull the network's machine-readable error
 * @param errorTitleOrNull the network's own words, at most 300 characters
 * @param rateLimits what the answer's headers said, possibly nothing
 * @param requestIdOrNull the network's id of this call, to quote to its support
 * @param failureOrNull what went wrong on the way; null when an answer came
 */
public record Exchange(
        String operation,
        Instant at,
        long durationMillis,
        Integer statusOrNull,
        String errorCodeOrNull,
        String errorTitleOrNull,
        List<RateLimit> rateLimits,
        String requestIdOrNull,
        String failureOrNull) {

    public Exchange {
        rateLimits = List.copyOf(rateLimits);
    }
}
