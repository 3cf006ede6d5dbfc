package io.postledger.platform.facebook;

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

/** Reactions, comments, shares and views of posts ({@code PAGE_POST}) and videos. */
final class FacebookMetrics {

    private static final String POST =
            "id,reactions.limit(0).summary(total_count),comments.limit(0).summary(total_count),"
                    + "shares,insights.metric(post_media_view)";
    private static final String VIDEO =
            "id,likes.limit(0).summary(total_count),comments.limit(0).summary(total_count),views";

    private final GraphBatch batch;

    FacebookMetrics(GraphApi api, GraphDialect dialect) {
        this.batch = new GraphBatch(api, dialect, "facebook.posts.metrics");
    }

    FetchedMetrics fetch(Credentials credentials, List<String> ids) {
        return batch.fetch(
                credentials.accessToken(), ids, id -> id.contains("_") ? POST : VIDEO, FacebookMetrics::counters);
    }

    private static Map<Counter, Long> counters(JsonNode post) {
        Map<Counter, Long> counters = new EnumMap<>(Counter.class);
        put(counters, Counter.LIKES, total(post, "reactions"));
        put(counters, Counter.LIKES, total(post, "likes"));
        put(counters, Counter.REPLIES, total(post, "comments"));
        put(counters, Counter.SHARES, post.path("shares").path("count"));
        put(counters, Counter.VIDEO_VIEWS, post.path("views"));
        JsonNode insight = post.path("insights").path("data").path(0);
        put(counters, Counter.IMPRESSIONS, insight.path("values").path(0).path("value"));
        // Facebook leaves the field out until somebody shared it.
        if (post.path("id").asString("").contains("_")) {
            counters.putIfAbsent(Counter.SHARES, 0L);
        }
        return counters;
    }

    private static JsonNode total(JsonNode post, String edge) {
        return post.path(edge).path("summary").path("total_count");
    }

    private static void put(Map<Counter, Long> counters, Counter counter, JsonNode value) {
        if (value.isIntegralNumber()) {
            counters.put(counter, value.asLong());
        }
    }
}
