package io.postledger.platform.pinterest;

import io.postledger.platform.Budget;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Operation;
import io.postledger.platform.rules.Content;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pinterest's limits by class of call. With standard access they are a user's and an application's: 100 calls a second in all,
 * 100 a minute that write, 1,000 that read. With trial access they are the application's alone: 1,000 a day, of which 300
 * write.
 */
final class PinterestLimits {

    static final String ALL = "safety_net";
    static final String WRITE = "org_write";
    static final String READ = "org_read";

    private static final Budget.Window SECOND = new Budget.Every(Duration.ofSeconds(1));
    private static final Budget.Window MINUTE = new Budget.Every(Duration.ofMinutes(1));
    private static final Budget.Window DAY = new Budget.Every(Duration.ofDays(1));

    private static final List<Budget> STANDARD = List.of(
            Budget.perAccount(ALL, 100, SECOND),
            Budget.perAccount(WRITE, 100, MINUTE),
            Budget.perAccount(READ, 1_000, MINUTE));

    private static final List<Budget> TRIAL =
            List.of(Budget.perApp(ALL, 1_000, DAY), Budget.perApp(WRITE, 300, DAY), Budget.perApp(READ, 1_000, DAY));

    private final List<Budget> budgets;

    /** @throws IllegalArgumentException when the option {@code access} is neither */
    PinterestLimits(NetworkSettings settings) {
        this.budgets = switch (settings.option("access", "standard")) {
            case "standard" -> STANDARD;
            case "trial" -> TRIAL;
            default -> throw new IllegalArgumentException("Pinterest's access is standard or trial");
        };
    }

    List<Budget> budgets() {
        return budgets;
    }

    Map<String, Integer> cost(Operation operation, Content content) {
        boolean video = content != null && !content.videos().isEmpty();
        return switch (operation) {
            case PREPARE -> video ? of(1, 1) : Map.of();
            case SEND -> of(1, 0);
            case LOOK_UP, FETCH_METRICS, REFRESH -> of(0, 1);
        };
    }

    private static Map<String, Integer> of(int writes, int reads) {
        Map<String, Integer> cost = new HashMap<>(Map.of(ALL, writes + reads));
        if (writes > 0) {
            cost.put(WRITE, writes);
        }
        if (reads > 0) {
            cost.put(READ, reads);
        }
        return Map.copyOf(cost);
    }
}
