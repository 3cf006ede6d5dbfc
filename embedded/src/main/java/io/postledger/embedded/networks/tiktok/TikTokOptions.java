package io.postledger.embedded.networks.tiktok;

import java.util.Map;

/**
 * What of TikTok can be set by the control door.
 *
 * @param accessTokenSeconds life of access tokens issued from now on
 * @param refreshTokenSeconds life of refresh tokens issued from now on
 * @param codeSeconds life of authorization codes
 * @param refreshRotates whether a refresh spends the refresh token and gives another: TikTok says that it may
 * @param audited whether the application may post what others see
 * @param uploadSeconds life of an upload address
 * @param processingMs from the last byte to the post
 * @param moderationMs from a public post to its id
 * @param mediaFailure what processing fails with, if a fault asks for it
 * @param postsPer24h of one creator; 0 for any number
 * @param limits calls of one account in a minute, by endpoint
 */
record TikTokOptions(
        long accessTokenSeconds,
        long refreshTokenSeconds,
        long codeSeconds,
        boolean refreshRotates,
        boolean audited,
        long uploadSeconds,
        long processingMs,
        long moderationMs,
        String mediaFailure,
        long postsPer24h,
        Map<String, Integer> limits) {

    static final TikTokOptions USUAL = new TikTokOptions(
            86_400,
            31_536_000,
            600,
            true,
            true,
            3_600,
            1_000,
            60_000,
            "file_format_check_failed",
            0,
            Map.of(
                    TikTokEndpoint.CREATOR.route.name(), 20,
                    TikTokEndpoint.VIDEO_INIT.route.name(), 6,
                    TikTokEndpoint.PHOTO_INIT.route.name(), 6,
                    TikTokEndpoint.STATUS.route.name(), 30,
                    TikTokEndpoint.USER.route.name(), 600,
                    TikTokEndpoint.LIST.route.name(), 600,
                    TikTokEndpoint.QUERY.route.name(), 600));
}
