package io.postledger.platform.graph;

import io.postledger.platform.Codes;
import io.postledger.platform.RateLimit;
import io.postledger.platform.http.ApiError;
import io.postledger.platform.http.Dialect;
import io.postledger.platform.http.Judgement;
import io.postledger.platform.http.Judgement.Verdict;
import io.postledger.platform.http.WireResult.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What answers of the Graph API mean. The error's code decides, not the HTTP status: Meta answers 400 to nearly everything.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/guides/error-handling">Meta on errors</a>
 * @see <a href="https://developers.facebook.com/docs/graph-api/overview/rate-limiting">Meta on rate limits</a>
 */
public final class GraphDialect implements Dialect {

    /** Too many calls: of the app, the user, the Page, and by business use case (Pages, Instagram); 613 is custom. */
    private static final Set<Integer> THROTTLED = Set.of(4, 17, 32, 613, 80001, 80002);

    /** Subcodes that Meta's pages on rate limits give to those; any other one means something else. */
    private static final Set<Integer> THROTTLED_SUBCODES = Set.of(0, 1504022, 1996, 2446079);

    private static final Set<Integer> TOKEN = Set.of(102, 190, 463, 467);

    /** How long to leave the network at its work, and our own media at theirs. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Function<GraphError, Optional<Judgement>> special;
    private final BiFunction<JsonNode, Instant, List<RateLimit>> said;

    /**
     * @param special what only this network's errors mean, asked first
     * @param said what only its answers say of limits, by when the call began
     */
    public GraphDialect(
            Function<GraphError, Optional<Judgement>> special, BiFunction<JsonNode, Instant, List<RateLimit>> said) {
        this.special = special;
        this.said = said;
    }

    public GraphDialect() {
        this(error -> Optional.empty(), (json, at) -> List.of());
    }

    @Override
    public ApiError error(Answered answered, JsonNode json) {
        return GraphError.of(json).asApiError();
    }

    @Override
    public Judgement judge(Answered answered, JsonNode json, ApiError error) {
        return judge(answered.status(), json);
    }

    /** @param json a whole answer, or one of a batch */
    Judgement judge(int status, JsonNode json) {
        GraphError error = GraphError.of(json);
        if (!error.present()) {
            if (status == 200 && !json.isMissingNode()) {
                return Judgement.DONE;
            }
            return Judgement.undecided(status >= 500 ? Codes.SERVER_ERROR : Codes.UNREADABLE_ANSWER);
        }
        return special.apply(error).orElseGet(() -> byCode(status, error));
    }

    private static Judgement byCode(int status, GraphError error) {
        int code = error.code();
        if (THROTTLED.contains(code) && THROTTLED_SUBCODES.contains(error.subcode())) {
            return Judgement.RATE_LIMITED;
        }
        if (TOKEN.contains(code)) {
            return Judgement.NEEDS_REFRESH;
        }
        if (code == 3 || code == 10 || code >= 200 && code <= 299 || code == 368) {
            return Judgement.refused(Codes.FORBIDDEN);
        }
        if (code == 506) {
            return Judgement.refused(Codes.DUPLICATE_CONTENT);
        }
        if (code == 2635) {
            return new Judgement(Verdict.NOT_TAKEN, Codes.API_VERSION_RETIRED);
        }
        // 1609005: the link cannot be scraped.
        if (code == 100 || code == 1609005) {
            return Judgement.refused(Codes.INVALID_REQUEST);
        }
        // 1 and 2 are Meta's "temporary issue" and may come after the fact; 341 is "downtime or throttling"; the rest
        // is not
        // documented.
        boolean servers = status >= 500 || code == 1 || code == 2 || code == 341;
        return Judgement.undecided(servers ? Codes.SERVER_ERROR : Codes.UNREADABLE_ANSWER);
    }

    @Override
    public List<RateLimit> rateLimits(Answered answered, JsonNode json, Instant at) {
        List<RateLimit> limits = new ArrayList<>(GraphUsage.of(answered, at));
        limits.addAll(said.apply(json, at));
        return limits;
    }

    /** Of a call over a limit: when the last exhausted window ends; an hour from now where none is said to be. */
    @Override
    public Instant retryAt(Answered answered, JsonNode json, List<RateLimit> limits, Instant at) {
        switch (judge(answered.status(), json).code()) {
            case Codes.PROCESSING, Codes.MEDIA_UNREADABLE -> {
                return at.plus(SOON);
            }
            case Codes.PREPARATION_EXPIRED -> {
                return null;
            }
            default -> {}
        }
        return limits.stream()
                .filter(limit -> limit.remaining() <= 0)
                .map(RateLimit::resetsAt)
                .max(Comparator.naturalOrder())
                .orElse(at.plus(GraphUsage.WINDOW));
    }

    @Override
    public String requestId(Answered answered, JsonNode json) {
        JsonNode trace = json.path("error").path("fbtrace_id");
        return trace.isString()
                ? trace.stringValue()
                : answered.header("x-fb-trace-id").orElse(null);
    }
}
