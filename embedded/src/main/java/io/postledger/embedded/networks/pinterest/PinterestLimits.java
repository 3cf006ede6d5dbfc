package io.postledger.embedded.networks.pinterest;

import io.postledger.embedded.networks.shared.RateWindows;
import io.postledger.embedded.networks.shared.RateWindows.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pinterest's limits: one over all calls, and one of each class. */
final class PinterestLimits {

    private static final String ALL = "safety_net";

    private final RateWindows windows;

    private record Policy(String name, int limit, Duration length, Standing standing) {

        String header(boolean trial) {
            return "%d;w=%d;name=\"%s%s\""
                    .formatted(limit, length.toSeconds(), name, trial ? "_app_id" : "_app_id_user_id");
        }
    }

    /** @param headers as Pinterest sends them with every answer of its API */
    record Verdict(boolean allowed, Map<String, String> headers) {}

    PinterestLimits(RateWindows windows) {
        this.windows = windows;
    }

    Verdict count(PinterestEndpoint endpoint, String accountId, PinterestOptions options, Instant now) {
        Policy all = policy(ALL, accountId, options, now, true);
        Policy its = policy(
                endpoint.category, accountId, options, now, all.standing().allowed());
        return new Verdict(
                all.standing().allowed() && its.standing().allowed(), headers(List.of(all, its), options, now));
    }

    private Policy policy(String name, String accountId, PinterestOptions options, Instant now, boolean take) {
        Duration length = options.isTrial() ? Duration.ofDays(1) : Duration.ofSeconds(name.equals(ALL) ? 1 : 60);
        String key = options.access() + " " + name + " " + (options.isTrial() ? "" : accountId);
        RateWindows.Window window = RateWindows.Window.of(length);
        int limit = options.limit(name);
        Standing standing = take ? windows.take(key, limit, window, 1, now) : windows.look(key, limit, window, now);
        return new Policy(name, limit, length, standing);
    }

    /** What a refusal says that was asked for by a fault. */
    static Map<String, String> exhausted(PinterestEndpoint endpointOrNull, PinterestOptions options, Duration until) {
        String name = endpointOrNull == null || endpointOrNull.category.isEmpty() ? ALL : endpointOrNull.category;
        int limit = options.limit(name);
        // The window is as long as it has to be, however long the fault lasts.
        Policy policy = new Policy(name, limit, Duration.ofSeconds(Math.max(60, until.toSeconds())), null);
        return headers(limit, policy.header(options.isTrial()), 0, Math.max(1, until.toSeconds()));
    }

    /** The first number, what remains and when it ends are those of the policy that is nearest its end. */
    private static Map<String, String> headers(List<Policy> policies, PinterestOptions options, Instant now) {
        Policy nearest = policies.stream()
                .min(Comparator.comparingLong(policy -> policy.standing().remaining()))
                .orElseThrow();
        String all = policies.stream()
                .map(policy -> policy.header(options.isTrial()))
                .collect(Collectors.joining(", "));
        long seconds = Math.max(
                1, (Duration.between(now, nearest.standing().resetsAt()).toMillis() + 999) / 1_000);
        return headers(nearest.limit(), all, nearest.standing().remaining(), seconds);
    }

    private static Map<String, String> headers(int limit, String policies, long remaining, long seconds) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-ratelimit-limit", limit + ", " + policies);
        headers.put("x-ratelimit-remaining", Long.toString(remaining));
        headers.put("x-ratelimit-reset", Long.toString(seconds));
        return headers;
    }
}
