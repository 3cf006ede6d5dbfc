package io.postledger.platform.youtube;

import io.postledger.platform.Budget;
import io.postledger.platform.Operation;
import java.time.ZoneId;
import java.util.Map;

/**
 * A project's quotas: 100 calls a day of {@code videos.insert}, which is what opens an upload session, and 10,000 units a day
 * for everything else; both begin anew at midnight Pacific time. How many videos one channel may upload in 24 hours is not
 * told.
 */
final class YouTubeLimits {

    static final String INSERTS = "videos.insert";
    static final String UNITS = "units";

    static final ZoneId RESET_ZONE = ZoneId.of("America/Los_Angeles");

    static final Budget INSERT_BUDGET = Budget.perApp(INSERTS, 100, new Budget.Daily(RESET_ZONE));
    static final Budget UNIT_BUDGET = Budget.perApp(UNITS, 10_000, new Budget.Daily(RESET_ZONE));

    /** A look-up by the session costs nothing; one in the list of uploads costs a unit for the channel and one a page. */
    private static final int LOOK_UP_UNITS = 2;

    private YouTubeLimits() {}

    /**
     * A session is opened once for a post and prepared in any number of runs, so its insert is counted with the sending. One
     * that the quota has no room for is refused when it is opened, which costs nothing but the call.
     */
    static Map<String, Integer> cost(Operation operation) {
        return switch (operation) {
            case SEND -> Map.of(INSERTS, 1);
            case LOOK_UP -> Map.of(UNITS, LOOK_UP_UNITS);
            case FETCH_METRICS -> Map.of(UNITS, 1);
            case PREPARE, REFRESH -> Map.of();
        };
    }
}
