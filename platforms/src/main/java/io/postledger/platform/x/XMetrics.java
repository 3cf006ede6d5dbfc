package io.postledger.platform.x;

import io.postledger.platform.Counter;
import io.postledger.platform.Credentials;
import io.postledger.platform.Exchange;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.MetricReading;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code GET /2/tweets?ids=…&tweet.fields=public_metrics}, a hundred posts a call. */
final class XMetrics {

    /** The most ids that X takes in one call. */
    private static final int IDS_A_CALL = 100;

    private static final Map<String, Counter> COUNTERS = Map.of(
            "impression_count", Counter.IMPRESSIONS,
            "like_count", Counter.LIKES,
            "retweet_count", Counter.REPOSTS,
            "reply_count", Counter.REPLIES,
            "quote_count", Counter.QUOTES,
            "bookmark_count", Counter.BOOKMARKS);

    private final NetworkSettings settings;
    private final Api api;

    XMetrics(NetworkSettings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    FetchedMetrics fetch(Credentials credentials, List<String> ids) {
        List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
        List<MetricReading> readings = new ArrayList<>();
        List<Exchange> exchanges = new ArrayList<>();
        Set<String> missing = new HashSet<>(distinct);
        for (int from = 0; from < distinct.size(); from += IDS_A_CALL) {
            List<String> some = distinct.subList(from, Math.min(distinct.size(), from + IDS_A_CALL));
            Map<String, String> query = new LinkedHashMap<>();
            query.put("ids", String.join(",", some));
            query.put("tweet.fields", "public_metrics");
            Reply reply = api.send(
                    "x.tweets.lookup",
                    WireRequest.get(
                            settings.api("/2/tweets?" + Api.form(query)), Api.bearer(credentials.accessToken())));
            if (!reply.isDone() || !(reply.json().has("data") || reply.json().has("errors"))) {
                throw reply.failure();
            }
            Instant readAt = api.now();
            for (JsonNode tweet : reply.json().path("data")) {
                String id = tweet.path("id").asString("");
                if (missing.remove(id)) {
                    readings.add(new MetricReading(id, readAt, counters(tweet.path("public_metrics"))));
                }
            }
            exchanges.add(reply.exchange());
        }
        return new FetchedMetrics(readings, missing, exchanges);
    }

    private static Map<Counter, Long> counters(JsonNode metrics) {
        Map<Counter, Long> counters = new EnumMap<>(Counter.class);
        COUNTERS.forEach((name, counter) -> {
            if (metrics.path(name).isIntegralNumber()) {
                counters.put(counter, metrics.path(name).asLong());
            }
        });
        return counters;
    }
}
