package io.postledger.platform.linkedin;

import io.postledger.platform.Budget;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Operation;
import io.postledger.platform.rules.Content;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * LinkedIn's limits on sharing: 150 requests a member and 100,000 an application a day, which ends at midnight UTC. Programs
 * such as Community Management have others, and what an application really has is shown in LinkedIn's developer portal only:
 * settings say it.
 */
final class LinkedInLimits {

    static final String MEMBER_DAY = "member-day";
    static final String APP_DAY = "app-day";

    private final Budget member;
    private final Budget app;

    LinkedInLimits(NetworkSettings settings) {
        Budget.Window day = new Budget.Daily(ZoneOffset.UTC);
        this.member = Budget.perAccount(MEMBER_DAY, Long.parseLong(settings.option("memberCallsPerDay", "150")), day);
        this.app = Budget.perApp(APP_DAY, Long.parseLong(settings.option("appCallsPerDay", "100000")), day);
    }

    Budget member() {
        return member;
    }

    Budget app() {
        return app;
    }

    List<Budget> budgets() {
        return List.of(member, app);
    }

    Map<String, Integer> cost(Operation operation, Content content) {
        int calls = switch (operation) {
            // A picture is announced and asked after; a video finished besides. The bytes go to another place.
            case PREPARE ->
                content == null
                        ? 2
                        : 2 * content.images().size() + 3 * content.videos().size();
            case SEND, LOOK_UP -> 1;
            case FETCH_METRICS -> 2;
            case REFRESH -> 0;
        };
        return calls == 0 ? Map.of() : Map.of(MEMBER_DAY, calls, APP_DAY, calls);
    }
}
