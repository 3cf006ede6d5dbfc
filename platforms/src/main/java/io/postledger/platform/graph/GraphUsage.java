package io.postledger.platform.graph;

import io.postledger.platform.Budget;
import io.postledger.platform.RateLimit;
import io.postledger.platform.http.WireResult.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The limits of the Graph API. Meta names no number of calls, only shares of it: {@code X-Business-Use-Case-Usage} for a Page
 * or Instagram account, {@code X-App-Usage} for the application, in percent. They are told here as shares of what is planned
 * with: 200 calls an hour for an account, and Meta's "200 × users" of an application of 500 users.
 */
public final class GraphUsage {

    public static final String ACCOUNT = "account-hour";
    public static final String APP = "app-hour";

    public static final long ACCOUNT_CALLS = 200;
    public static final long APP_CALLS = 100_000;

    /** Both windows roll; who is over the limit is within it again an hour later at the latest. */
    static final Duration WINDOW = Duration.ofHours(1);

    private static final List<String> SHARES = List.of("call_count", "total_time", "total_cputime");
    private static final JsonMapper JSON = JsonMapper.shared();

    private GraphUsage() {}

    public static List<Budget> budgets() {
        return List.of(
                Budget.perAccount(ACCOUNT, ACCOUNT_CALLS, new Budget.Every(WINDOW)),
                Budget.perApp(APP, APP_CALLS, new Budget.Every(WINDOW)));
    }

    /** @param at when the call began */
    static List<RateLimit> of(Answered answered, Instant at) {
        List<RateLimit> limits = new ArrayList<>();
        header(answered, "X-Business-Use-Case-Usage")
                .flatMap(usage -> business(usage, at))
                .ifPresent(limits::add);
        header(answered, "X-App-Usage")
                .map(usage -> share(APP, APP_CALLS, percent(usage), at.plus(WINDOW)))
                .ifPresent(limits::add);
        return limits;
    }

    /** {@code {"ID":[{"type":"pages","call_count":28,…,"estimated_time_to_regain_access":0}]}}: the worst of them counts. */
    private static Optional<RateLimit> business(JsonNode usage, Instant at) {
        int percent = -1;
        long minutes = 0;
        for (JsonNode cases : usage) {
            for (JsonNode one : cases) {
                percent = Math.max(percent, percent(one));
                minutes = Math.max(
                        minutes, one.path("estimated_time_to_regain_access").asLong(0));
            }
        }
        if (percent < 0) {
            return Optional.empty();
        }
        return Optional.of(
                minutes > 0
                        ? share(ACCOUNT, ACCOUNT_CALLS, 100, at.plus(Duration.ofMinutes(minutes)))
                        : share(ACCOUNT, ACCOUNT_CALLS, percent, at.plus(WINDOW)));
    }

    private static int percent(JsonNode usage) {
        return SHARES.stream()
                .mapToInt(share -> usage.path(share).asInt(0))
                .max()
                .orElse(0);
    }

    private static RateLimit share(String name, long planned, int percent, Instant resetsAt) {
        return new RateLimit(name, planned, planned * Math.max(0, 100 - percent) / 100, resetsAt);
    }

    /** A header that cannot be read says nothing. */
    private static Optional<JsonNode> header(Answered answered, String name) {
        try {
            return answered.header(name).map(JSON::readTree).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
