package io.postledger.platform.instagram;

import io.postledger.platform.Budget;
import io.postledger.platform.Operation;
import io.postledger.platform.RateLimit;
import io.postledger.platform.graph.GraphUsage;
import io.postledger.platform.rules.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Beside the Graph API's calls: 50 posts and 400 containers of an account in any 24 hours. */
final class InstagramLimits {

    static final String POSTS = "posts-day";
    static final String CONTAINERS = "containers-day";

    /** The 24 hours roll: where nothing is left now, something may be soon. */
    static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private static final Budget.Window DAY = new Budget.Every(Duration.ofHours(24));

    private InstagramLimits() {}

    static List<Budget> budgets() {
        return Stream.concat(
                        GraphUsage.budgets().stream(),
                        Stream.of(Budget.perAccount(POSTS, 50, DAY), Budget.perAccount(CONTAINERS, 400, DAY)))
                .toList();
    }

    static Map<String, Integer> cost(Operation operation, Content contentOrNull) {
        int items = contentOrNull == null ? 1 : contentOrNull.media().size();
        int containers = items > 1 ? items + 1 : 1;
        int calls = switch (operation) {
            // What may still be published is asked for first, and then how far it is.
            case PREPARE -> 2 + containers;
            case SEND, LOOK_UP -> 2;
            case FETCH_METRICS, REFRESH -> 1;
        };
        Map<String, Integer> cost = new HashMap<>(Map.of(GraphUsage.APP, calls));
        if (operation != Operation.REFRESH) {
            cost.put(GraphUsage.ACCOUNT, calls);
        }
        // Containers are made once for a sending, but asked for in any number of runs: they are counted with it.
        if (operation == Operation.SEND) {
            cost.put(CONTAINERS, containers);
            cost.put(POSTS, 1);
        }
        return cost;
    }

    /** {@code {"data":[{"quota_usage":2,"config":{"quota_total":50,"quota_duration":86400}}]}}; nothing when it is not that. */
    static List<RateLimit> said(JsonNode answer, Instant at) {
        JsonNode first = answer.path("data").path(0);
        JsonNode total = first.path("config").path("quota_total");
        JsonNode used = first.path("quota_usage");
        return total.isIntegralNumber() && used.isIntegralNumber()
                ? List.of(new RateLimit(
                        POSTS, total.asLong(), Math.max(0, total.asLong() - used.asLong()), at.plus(LOOK_AGAIN)))
                : List.of();
    }
}
