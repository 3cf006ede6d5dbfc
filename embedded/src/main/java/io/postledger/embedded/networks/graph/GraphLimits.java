package io.postledger.embedded.networks.graph;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.shared.RateWindows;
import io.postledger.embedded.networks.shared.RateWindows.Standing;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** How much of the hour an account, and the application, used; Meta tells it in percent. */
final class GraphLimits {

    private static final RateWindows.Window HOUR = RateWindows.Window.of(Duration.ofHours(1));

    private final RateWindows windows;
    private final String useCase;
    private final int refusal;

    /**
     * @param useCase {@code pages} or {@code instagram}
     * @param refusal the code for too many calls of an account
     */
    GraphLimits(RateWindows windows, String useCase, int refusal) {
        this.windows = windows;
        this.useCase = useCase;
        this.refusal = refusal;
    }

    /** @param headerName and {@code headerValue}: as Meta sends them with every answer */
    record Verdict(boolean allowed, String headerName, String headerValue) {}

    /** @param accountIdOrNull null for a call that is on no account */
    Verdict count(String accountIdOrNull, int calls, GraphOptions options, Instant now) {
        if (accountIdOrNull == null) {
            Standing app = windows.take("app", options.appCallsPerHour(), HOUR, calls, now);
            return new Verdict(app.allowed(), "X-App-Usage", shares(app).toString());
        }
        Standing standing = windows.take("account " + accountIdOrNull, options.accountCallsPerHour(), HOUR, calls, now);
        long minutes = standing.allowed() ? 0 : minutes(Duration.between(now, standing.resetsAt()));
        return new Verdict(
                standing.allowed(), "X-Business-Use-Case-Usage", business(accountIdOrNull, shares(standing), minutes));
    }

    Answer refused(boolean onAccount) {
        return onAccount
                ? GraphErrors.error(
                        400,
                        refusal,
                        0,
                        "(#" + refusal + ") There have been too many calls to this account. Wait a bit and try again.")
                : GraphErrors.error(403, 4, 0, "(#4) Application request limit reached");
    }

    /** What a refusal says that was asked for by a fault. */
    Answer exhausted(String accountId, Duration until) {
        ObjectNode shares =
                Json.object().put("call_count", 100).put("total_cputime", 50).put("total_time", 50);
        return refused(true).with("X-Business-Use-Case-Usage", business(accountId, shares, minutes(until)));
    }

    private String business(String accountId, ObjectNode shares, long minutes) {
        ObjectNode usage = Json.object();
        usage.putArray(accountId)
                .add(Json.object().put("type", useCase).setAll(shares).put("estimated_time_to_regain_access", minutes));
        return usage.toString();
    }

    private static ObjectNode shares(Standing standing) {
        long percent = standing.allowed() ? standing.used() * 100 / Math.max(1, standing.limit()) : 100;
        return Json.object()
                .put("call_count", percent)
                .put("total_cputime", percent / 2)
                .put("total_time", percent / 2);
    }

    /** Begun ones count. */
    private static long minutes(Duration until) {
        return until.plusSeconds(59).toMinutes();
    }
}
