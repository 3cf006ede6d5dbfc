package io.postledger.embedded.networks.x;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** X's windows, each from the first call in it. In memory only: a restart forgives. */
final class XLimits {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofHours(24);

    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    private record Window(Instant resetsAt, int used) {}

    /** @param headers as X sends them with every answer of the endpoint */
    record Verdict(boolean allowed, Map<String, String> headers) {}

    synchronized Verdict count(XEndpoint endpoint, String accountId, XOptions options, Instant now) {
        int limit = options.limits().getOrDefault(endpoint.wireName, Integer.MAX_VALUE);
        Map<String, String> headers = new LinkedHashMap<>();
        boolean allowed = take(endpoint.wireName + " " + accountId, limit, WINDOW, now, "x-rate-limit-", headers);
        if (endpoint == XEndpoint.CREATE && allowed) {
            allowed = take("app", options.appTweetsPer24h(), DAY, now, "x-app-limit-24hour-", headers);
        }
        return new Verdict(allowed, headers);
    }

    /** What a refusal says that was asked for by a fault. */
    static Map<String, String> exhausted(XEndpoint endpoint, XOptions options, Instant resetsAt) {
        Map<String, String> headers = new LinkedHashMap<>();
        int limit = endpoint == null ? 0 : options.limits().getOrDefault(endpoint.wireName, 0);
        put(headers, "x-rate-limit-", limit, 0, resetsAt);
        return headers;
    }

    private boolean take(
            String key, int limit, Duration length, Instant now, String prefix, Map<String, String> headers) {
        Window window = windows.get(key);
        if (window == null || !now.isBefore(window.resetsAt())) {
            window = new Window(now.plus(length), 0);
        }
        boolean allowed = window.used() < limit;
        window = allowed ? new Window(window.resetsAt(), window.used() + 1) : window;
        windows.put(key, window);
        put(headers, prefix, limit, Math.max(0, limit - window.used()), window.resetsAt());
        return allowed;
    }

    private static void put(Map<String, String> headers, String prefix, int limit, int remaining, Instant resetsAt) {
        headers.put(prefix + "limit", String.valueOf(limit));
        headers.put(prefix + "remaining", String.valueOf(remaining));
        // Rounded up: whoever comes back at that second is let in.
        headers.put(prefix + "reset", String.valueOf(resetsAt.plusMillis(999).getEpochSecond()));
    }
}
