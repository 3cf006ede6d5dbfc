package io.postledger.embedded.networks.pinterest;

import java.util.Map;

/**
 * What of Pinterest can be set by the control door.
 *
 * @param accessTokenSeconds life of access tokens issued from now on
 * @param refreshTokenSeconds life of refresh tokens issued from now on
 * @param codeSeconds life of authorization codes
 * @param spentRefreshRevokes whether a refresh token that is used twice ends the grant
 * @param access {@code standard}: limits are of each account, a second or a minute long; {@code trial}: of the application, a
 *     day long
 * @param standardLimits and {@code trialLimits}: by class of call
 * @param videoProcessingMs from the last byte until a video may be used
 * @param uploadSeconds life of what is handed out for an upload
 */
record PinterestOptions(
        long accessTokenSeconds,
        long refreshTokenSeconds,
        long codeSeconds,
        boolean spentRefreshRevokes,
        String access,
        Map<String, Integer> standardLimits,
        Map<String, Integer> trialLimits,
        long videoProcessingMs,
        long uploadSeconds) {

    static final PinterestOptions USUAL = new PinterestOptions(
            2_592_000,
            5_184_000,
            600,
            false,
            "standard",
            Map.of("safety_net", 100, "org_write", 100, "org_read", 1_000),
            Map.of("safety_net", 1_000, "org_write", 300, "org_read", 1_000),
            2_000,
            3_600);

    /** @throws IllegalArgumentException when {@code access} is neither */
    PinterestOptions {
        if (!access.equals("standard") && !access.equals("trial")) {
            throw new IllegalArgumentException("access is standard or trial");
        }
    }

    boolean isTrial() {
        return access.equals("trial");
    }

    int limit(String category) {
        return (isTrial() ? trialLimits : standardLimits).getOrDefault(category, Integer.MAX_VALUE);
    }
}
