package io.postledger.platform.x;

import io.postledger.platform.Budget;
import io.postledger.platform.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** X's limits on posting: 100 in 15 minutes for a user, 10,000 in 24 hours for an application. */
final class XLimits {

    static final String WINDOW = "15min";
    static final String APP_DAY = "app-24hour";

    static final List<Budget> BUDGETS = List.of(
            Budget.perAccount(WINDOW, 100, new Budget.Every(Duration.ofMinutes(15))),
            Budget.perApp(APP_DAY, 10_000, new Budget.Every(Duration.ofHours(24))));

    private XLimits() {}

    static Map<String, Integer> cost(Operation operation) {
        return operation == Operation.SEND ? Map.of(WINDOW, 1, APP_DAY, 1) : Map.of();
    }
}
