package io.postledger.embedded.networks.youtube;

import io.postledger.embedded.networks.shared.RateWindows;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The project's two quotas of a day, and a channel's own limit on uploads. */
final class YouTubeQuota {

    private static final RateWindows.Window PACIFIC_DAY = RateWindows.Window.daily(ZoneId.of("America/Los_Angeles"));
    private static final RateWindows.Window DAY = RateWindows.Window.of(Duration.ofHours(24));

    private final RateWindows windows;

    YouTubeQuota(RateWindows windows) {
        this.windows = windows;
    }

    /** Takes what the call costs, also when the call turns out to be wrong. */
    boolean allows(YouTubeEndpoint endpoint, YouTubeOptions options, Instant now) {
        return switch (endpoint) {
            case INSERT ->
                windows.take("inserts", options.insertsPerDay(), PACIFIC_DAY, 1, now)
                        .allowed();
            case CHANNELS, PLAYLIST_ITEMS, VIDEOS ->
                windows.take("units", options.unitsPerDay(), PACIFIC_DAY, 1, now)
                        .allowed();
            default -> true;
        };
    }

    boolean allowsUpload(String channelId, YouTubeOptions options, Instant now) {
        return options.uploadsPer24h() == 0
                || windows.take("uploads " + channelId, options.uploadsPer24h(), DAY, 1, now)
                        .allowed();
    }
}
