package io.postledger.platform.youtube;

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

/** {@code GET /youtube/v3/videos?part=statistics&id=…}, fifty videos a call; counts come as text. */
final class YouTubeMetrics {

    private static final int IDS_A_CALL = 50;

    private static final Map<String, Counter> COUNTERS = Map.of(
            "viewCount", Counter.VIDEO_VIEWS,
            "likeCount", Counter.LIKES,
            "commentCount", Counter.REPLIES);

    private final NetworkSettings settings;
    private final Api api;

    YouTubeMetrics(NetworkSettings settings, Api api) {
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
            query.put("part", "statistics");
            query.put("id", String.join(",", some));
            query.put("maxResults", Integer.toString(IDS_A_CALL));
            Reply reply = api.send(
                    "youtube.videos.list",
                    WireRequest.get(
                            settings.api("/youtube/v3/videos?" + Api.form(query)),
                            Api.bearer(credentials.accessToken())));
            if (!reply.isDone() || !reply.json().path("items").isArray()) {
                throw reply.failure();
            }
            Instant readAt = api.now();
            for (JsonNode video : reply.json().path("items")) {
                String id = video.path("id").asString("");
                if (missing.remove(id)) {
                    readings.add(new MetricReading(id, readAt, counters(video.path("statistics"))));
                }
            }
            exchanges.add(reply.exchange());
        }
        return new FetchedMetrics(readings, missing, exchanges);
    }

    /** A count that the owner hides is absent. */
    private static Map<Counter, Long> counters(JsonNode statistics) {
        Map<Counter, Long> counters = new EnumMap<>(Counter.class);
        COUNTERS.forEach((name, counter) -> {
            String count = statistics.path(name).asString("");
            if (count.matches("[0-9]{1,18}")) {
                counters.put(counter, Long.valueOf(count));
            }
        });
        return counters;
    }
}
