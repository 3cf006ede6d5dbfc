package io.postledger.embedded.networks.youtube;

/**
 * What of YouTube can be set by the control door.
 *
 * @param accessTokenSeconds life of access tokens issued from now on
 * @param codeSeconds life of authorization codes
 * @param sessionSeconds life of an upload session
 * @param insertsPerDay calls of {@code videos.insert} of the whole application, until midnight Pacific time
 * @param unitsPerDay what all its other calls may spend
 * @param uploadsPer24h videos of one channel in 24 hours; 0 for any number
 * @param sessionAnswers status of an upload's last piece, 200 or 201: both are seen
 */
record YouTubeOptions(
        long accessTokenSeconds,
        long codeSeconds,
        long sessionSeconds,
        long insertsPerDay,
        long unitsPerDay,
        long uploadsPer24h,
        int sessionAnswers) {

    static final YouTubeOptions USUAL = new YouTubeOptions(3_599, 600, 7 * 86_400, 100, 10_000, 0, 200);
}
