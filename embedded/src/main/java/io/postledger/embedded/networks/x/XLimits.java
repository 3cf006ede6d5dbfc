package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.shared.RateWindows;
import io.postledger.embedded.networks.shared.RateWindows.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** X's windows, each from the first call in it. */
final class XLimits {

    private static final RateWindows.Window WINDOW = RateWindows.Window.of(Duration.ofMinutes(15));
    private static final RateWindows.Window DAY = RateWindows.Window.of(Duration.ofHours(24));

    private final RateWindows windows;

    /** @param headers as X sends them with every answer of the endpoint */
    record Verdict(boolean allowed, Map<String, String> headers) {}

    XLimits(RateWindows windows) {
        this.windows = windows;
    }

    Verdict count(XEndpoint endpoint, String accountId, XOptions options, Instant now) {
        String name = endpoint.route.name();
        int limit = options.limits().getOrDefault(name, Integer.MAX_VALUE);
        Map<String, String> headers = new LinkedHashMap<>();
        Standing standing = windows.take(name + " " + accountId, limit, WINDOW, 1, now);
        put(headers, "x-rate-limit-", standing);
        if (endpoint == XEndpoint.CREATE && standing.allowed()) {
            standing = windows.take("app", options.appTweetsPer24h(), DAY, 1, now);
            put(headers, "x-app-limit-24hour-", standing);
        }
        return new Verdict(standing.allowed(), headers);
    }

    /** What a refusal says that was asked for by a fault. */
    static Map<String, String> exhausted(XEndpoint endpoint, XOptions options, Instant resetsAt) {
        Map<String, String> headers = new LinkedHashMap<>();
        int limit = endpoint == null ? 0 : options.limits().getOrDefault(endpoint.route.name(), 0);
        put(headers, "x-rate-limit-", new Standing(false, limit, limit, resetsAt));
        return headers;
    }

    private static void put(Map<String, String> headers, String prefix, Standing standing) {
        headers.put(prefix + "limit", String.valueOf(standing.limit()));
        headers.put(prefix + "remaining", String.valueOf(standing.remaining()));
        headers.put(prefix + "reset", String.valueOf(standing.resetsAtSecond()));
    }
}
