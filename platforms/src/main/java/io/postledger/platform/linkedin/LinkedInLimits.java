package io.postledger.platform.linkedin;

import io.postledger.platform.Budget;
import io.postledger.platform.Operation;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * LinkedIn's limits on sharing: 150 requests a member and 100,000 an application a day, which ends at midnight UTC. They are of
 * each kind of call apart, and those of the others are shown in LinkedIn's developer portal only, so these stand for posts.
 * Programs such as Community Management have their own: settings say how many.
 */
final class LinkedInLimits {

    static final ZoneOffset RESET_ZONE = ZoneOffset.UTC;

    static final String MEMBER_DAY = "member-day";
    static final String APP_DAY = "app-day";

    private static final Budget.Window DAY = new Budget.Daily(RESET_ZONE);

    static final List<Budget> BUDGETS =
            List.of(Budget.perAccount(MEMBER_DAY, 150, DAY), Budget.perApp(APP_DAY, 100_000, DAY));

    private LinkedInLimits() {}

    static Map<String, Integer> cost(Operation operation) {
        return operation == Operation.SEND ? Map.of(MEMBER_DAY, 1, APP_DAY, 1) : Map.of();
    }
}
