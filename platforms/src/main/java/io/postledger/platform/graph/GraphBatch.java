package io.postledger.platform.graph;

import io.postledger.platform.AccessToken;
import io.postledger.platform.Codes;
import io.postledger.platform.Counter;
import io.postledger.platform.Exchange;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.MetricReading;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Judgement;
import io.postledger.platform.http.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Metrics of many posts by batch requests: one HTTP call for up to 50 reads, each with an answer of its own, so that a post
 * that is gone does not hide the others. Meta counts every read against the limits all the same.
 */
public final class GraphBatch {

    /** The most that Meta takes in one. */
    private static final int READS = 50;

    private final GraphApi api;
    private final GraphDialect dialect;
    private final String operation;

    public GraphBatch(GraphApi api, GraphDialect dialect, String operation) {
        this.api = api;
        this.dialect = dialect;
        this.operation = operation;
    }

    /**
     * @param fields what to ask of a post, by its id
     * @param counters what its answer says
     */
    public FetchedMetrics fetch(
            AccessToken token,
            List<String> ids,
            Function<String, String> fields,
            Function<JsonNode, Map<Counter, Long>> counters) {
        List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
        List<MetricReading> readings = new ArrayList<>();
        Set<String> notFound = new HashSet<>();
        List<Exchange> exchanges = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += READS) {
            List<String> some = distinct.subList(from, Math.min(distinct.size(), from + READS));
            List<Map<String, String>> reads = some.stream()
                    .map(id -> Map.of("method", "GET", "relative_url", id + "?fields=" + Api.encode(fields.apply(id))))
                    .toList();
            Map<String, String> form =
                    Map.of("batch", JsonMapper.shared().writeValueAsString(reads), "include_headers", "false");
            Reply reply = api.post(operation, "/", form, token);
            if (!reply.isDone() || reply.json().size() != some.size()) {
                throw reply.failure();
            }
            Instant readAt = api.now();
            for (int i = 0; i < some.size(); i++) {
                JsonNode post = read(reply, reply.json().path(i));
                if (post.path("id").asString("").equals(some.get(i))) {
                    readings.add(new MetricReading(some.get(i), readAt, counters.apply(post)));
                } else {
                    notFound.add(some.get(i));
                }
            }
            exchanges.add(reply.exchange());
        }
        return new FetchedMetrics(readings, notFound, exchanges);
    }

    /** One read's answer; a missing node for a post that is not there (100 with subcode 33), or not for us to see. */
    private JsonNode read(Reply whole, JsonNode one) {
        JsonNode body = Api.parse(one.path("body").asString(""));
        Judgement judgement = dialect.judge(one.path("code").asInt(0), body);
        GraphError error = GraphError.of(body);
        return switch (judgement.verdict()) {
            case DONE -> body;
            case REFUSED -> {
                if (error.code() == 100 && error.subcode() == 33) {
                    yield JsonMapper.shared().missingNode();
                }
                throw whole.failure(Kind.REFUSED, judgement.code());
            }
            case NEEDS_REFRESH -> throw whole.failure(Kind.NEEDS_REFRESH, judgement.code());
            case NOT_TAKEN -> throw limited(whole, judgement);
            case UNDECIDED -> throw whole.failure(Kind.UNKNOWN, judgement.code());
        };
    }

    private static PlatformException limited(Reply whole, Judgement judgement) {
        Instant retryAt = whole.exchange().at().plus(GraphUsage.WINDOW);
        return new PlatformException(Kind.NOT_DONE, judgement.code(), Codes.RATE_LIMITED, retryAt, whole.exchange());
    }
}
