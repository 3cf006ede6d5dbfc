package io.postledger.platform.instagram;

import io.postledger.platform.Counter;
import io.postledger.platform.Credentials;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.graph.GraphApi;
import io.postledger.platform.graph.GraphBatch;
import io.postledger.platform.graph.GraphDialect;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Likes, comments, views, saves and shares of media. */
final class InstagramMetrics {

    private static final String FIELDS = "id,like_count,comments_count,insights.metric(views,saved,shares)";

    private static final Map<String, Counter> INSIGHTS =
            Map.of("views", Counter.IMPRESSIONS, "saved", Counter.BOOKMARKS, "shares", Counter.SHARES);

    private final GraphBatch batch;

    InstagramMetrics(GraphApi api, GraphDialect dialect) {
        this.batch = new GraphBatch(api, dialect, "instagram.media.metrics");
    }

    FetchedMetrics fetch(Credentials credentials, List<String> ids) {
        return batch.fetch(credentials.accessToken(), ids, id -> FIELDS, InstagramMetrics::counters);
    }

    private static Map<Counter, Long> counters(JsonNode media) {
        Map<Counter, Long> counters = new EnumMap<>(Counter.class);
        put(counters, Counter.LIKES, media.path("like_count"));
        put(counters, Counter.REPLIES, media.path("comments_count"));
        for (JsonNode insight : media.path("insights").path("data")) {
            Counter counter = INSIGHTS.get(insight.path("name").asString(""));
            if (counter != null) {
                put(counters, counter, insight.path("values").path(0).path("value"));
            }
        }
        return counters;
    }

    private static void put(Map<Counter, Long> counters, Counter counter, JsonNode value) {
        if (value.isIntegralNumber()) {
            counters.put(counter, value.asLong());
        }
    }
}
