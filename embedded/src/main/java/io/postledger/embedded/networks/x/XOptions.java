package io.postledger.embedded.networks.x;

import java.util.Map;

/**
 * What of X can be set by the control door.
 *
 * @param accessTokenSeconds life of access tokens issued from now on
 * @param codeSeconds life of authorization codes
 * @param duplicateWindowSeconds within which an account may not post the same text again; 0 allows it
 * @param spentRefreshRevokes whether a refresh token that is used twice ends the grant, as with some providers
 * @param limits calls in 15 minutes for each account, by endpoint
 * @param appTweetsPer24h posts of all accounts in 24 hours
 */
record XOptions(
        long accessTokenSeconds,
        long codeSeconds,
        long duplicateWindowSeconds,
        boolean spentRefreshRevokes,
        Map<String, Integer> limits,
        int appTweetsPer24h) {

    /** X's documented limits, as of PLATFORMS.md; reads by X's usual user limits. */
    static final XOptions USUAL = new XOptions(
            7200,
            30,
            86_400,
            true,
            Map.of(
                    XEndpoint.CREATE.route.name(), 100,
                    XEndpoint.ME.route.name(), 75,
                    XEndpoint.TIMELINE.route.name(), 900,
                    XEndpoint.LOOKUP.route.name(), 900),
            10_000);
}
