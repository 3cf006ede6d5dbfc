package io.postledger.embedded.networks.linkedin;

import java.util.Map;

/**
 * What of LinkedIn can be set by the control door.
 *
 * @param accessTokenSeconds life of access tokens issued from now on
 * @param refreshTokenSeconds life of refresh tokens issued from now on
 * @param refreshTokens whether the application is an approved partner, which has refresh tokens
 * @param codeSeconds life of authorization codes
 * @param duplicateWindowSeconds within which an author may not post the same again
 * @param oldestVersion and {@code newestVersion}: the versions of the API that live
 * @param imageProcessingMs and {@code videoProcessingMs}: from the last byte until a file may be used
 * @param uploadUrlSeconds life of the addresses that are handed out for uploads
 * @param videoPartBytes that a video is to be cut into
 * @param limits calls a day (UTC) for each author, by endpoint
 * @param appCallsPerDay of all accounts, by all endpoints together
 */
record LinkedInOptions(
        long accessTokenSeconds,
        long refreshTokenSeconds,
        boolean refreshTokens,
        long codeSeconds,
        long duplicateWindowSeconds,
        String oldestVersion,
        String newestVersion,
        long imageProcessingMs,
        long videoProcessingMs,
        long uploadUrlSeconds,
        long videoPartBytes,
        Map<String, Integer> limits,
        int appCallsPerDay) {

    static final LinkedInOptions USUAL = new LinkedInOptions(
            5_184_000,
            31_536_000,
            true,
            1_800,
            600,
            "202510",
            "202611",
            500,
            2_000,
            86_400,
            4_194_304,
            Map.of(LinkedInEndpoint.POST_CREATE.route.name(), 150),
            100_000);
}
