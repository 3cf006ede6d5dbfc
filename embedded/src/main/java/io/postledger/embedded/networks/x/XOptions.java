package io.postledger.embedded.networks.x;

import java.util.Map;

/**
 * What of X can be set by the control door.
 *
 * @param accessTokenSeconds life of access tokens issued from now on
 * @param codeSeconds life of authorization codes
 * @param duplicateWindowSeconds within which an account may not post the same text again; 0 allows it
 * @param spentRefreshRevokes whether a refresh token that is used twice ends the grant, as with some providers
 * @param videoProcessingMs how long X works on a video or a moving GIF after the upload
 * @param limits calls in 15 minutes for each account, by endpoint
 * @param appTweetsPer24h posts of all accounts in 24 hours
 */
record XOptions(
        long accessTokenSeconds,
        long codeSeconds,
        long duplicateWindowSeconds,
        boolean spentRefreshRevokes,
        long videoProcessingMs,
        Map<String, Integer> limits,
        int appTweetsPer24h) {

    /** X's documented limits for users. */
    static final XOptions USUAL = new XOptions(
            7200,
            30,
            86_400,
            true,
            2_000,
            Map.of(
                    XEndpoint.CREATE.route.name(), 100,
                    XEndpoint.ME.route.name(), 75,
                    XEndpoint.TIMELINE.route.name(), 900,
                    XEndpoint.LOOKUP.route.name(), 5_000,
                    XEndpoint.MEDIA_INITIALIZE.route.name(), 1_875,
                    XEndpoint.MEDIA_APPEND.route.name(), 1_875,
                    XEndpoint.MEDIA_FINALIZE.route.name(), 1_875,
                    XEndpoint.MEDIA_STATUS.route.name(), 1_000,
                    XEndpoint.MEDIA_METADATA.route.name(), 500),
            10_000);
}
