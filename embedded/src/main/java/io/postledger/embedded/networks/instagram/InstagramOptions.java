package io.postledger.embedded.networks.instagram;

import io.postledger.embedded.networks.graph.GraphOptions;

/**
 * What of Instagram can be set by the control door.
 *
 * @param postsPerDay of one account, in 24 hours from the first
 * @param containerSeconds after which a container that was not published ends
 * @param imageMillis and {@code videoMillis}: how long media are worked on
 * @param blockedThoughLiveEvery every so many posts are answered "blocked" (4/2207051), though they are live; 0 for none
 * @param endedTokensExchangeable whether a token that ended can still be exchanged; Meta's cannot
 */
record InstagramOptions(
        long codeSeconds,
        long shortTokenSeconds,
        long personTokenSeconds,
        int accountCallsPerHour,
        int appCallsPerHour,
        int postsPerDay,
        long containerSeconds,
        long imageMillis,
        long videoMillis,
        int blockedThoughLiveEvery,
        boolean endedTokensExchangeable)
        implements GraphOptions {

    static final InstagramOptions USUAL =
            new InstagramOptions(600, 5_400, 5_183_944, 200, 100_000, 50, 86_400, 0, 2_000, 0, false);
}
