package io.postledger.platform.tiktok;

import io.postledger.platform.AccessToken;
import io.postledger.platform.Counter;
import io.postledger.platform.Credentials;
import io.postledger.platform.Exchange;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.MetricReading;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
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

/**
 * {@code POST /v2/video/query/}, twenty posts a call. A post that is known by its publish_id is asked for its real id first;
 * one that has none yet (not moderated, or not public) has no counters, and is not missing either.
 */
final class TikTokMetrics {

    private static final int IDS_A_CALL = 20;

    /** TikTok answers 30 such questions a minute for a token, and look-ups need some of them. */
    private static final int STATUS_CALLS = 15;

    private static final Map<String, Counter> COUNTERS = Map.of(
            "view_count", Counter.VIDEO_VIEWS,
            "like_count", Counter.LIKES,
            "comment_count", Counter.REPLIES,
            "share_count", Counter.SHARES);

    private static final String FIELDS = "id,view_count,like_count,comment_count,share_count";

    private final Api api;
    private final TikTokCalls calls;

    TikTokMetrics(Api api, TikTokCalls calls) {
        this.api = api;
        this.calls = calls;
    }

    FetchedMetrics fetch(Credentials credentials, List<String> ids) {
        AccessToken token = credentials.accessToken();
        List<Exchange> exchanges = new ArrayList<>();
        Set<String> missing = new HashSet<>();
        Map<String, String> askedByPost = posts(token, ids, exchanges, missing);
        missing.addAll(askedByPost.values());
        List<MetricReading> readings = new ArrayList<>();
        List<String> posts = List.copyOf(askedByPost.keySet());
        for (int from = 0; from < posts.size(); from += IDS_A_CALL) {
            List<String> some = posts.subList(from, Math.min(posts.size(), from + IDS_A_CALL));
            Reply reply = calls.queryVideos(token, FIELDS, Map.of("filters", Map.of("video_ids", some)));
            JsonNode videos = reply.json().path("data").path("videos");
            if (!reply.isDone() || !videos.isArray()) {
                throw reply.failure();
            }
            Instant readAt = api.now();
            for (JsonNode video : videos) {
                String asked = askedByPost.get(video.path("id").asString(""));
                if (asked != null && missing.remove(asked)) {
                    readings.add(new MetricReading(asked, readAt, counters(video)));
                }
            }
            exchanges.add(reply.exchange());
        }
        return new FetchedMetrics(readings, missing, exchanges);
    }

    /** What was asked for by the id of its post. */
    private Map<String, String> posts(
            AccessToken token, List<String> ids, List<Exchange> exchanges, Set<String> missing) {
        Map<String, String> askedByPost = new LinkedHashMap<>();
        int statusCalls = 0;
        for (String id : new LinkedHashSet<>(ids)) {
            if (id.matches("[0-9]+")) {
                askedByPost.put(id, id);
            } else if (statusCalls++ < STATUS_CALLS) {
                TikTokStatus status = TikTokStatus.of(calls.status(token, id));
                exchanges.add(status.exchange());
                switch (status.kind()) {
                    case UNCLEAR -> throw status.reply().failure();
                    case NOT_KNOWN -> missing.add(id);
                    default -> {
                        if (status.postIdOrNull() != null) {
                            askedByPost.put(status.postIdOrNull(), id);
                        }
                    }
                }
            }
        }
        return askedByPost;
    }

    private static Map<Counter, Long> counters(JsonNode video) {
        Map<Counter, Long> counters = new EnumMap<>(Counter.class);
        COUNTERS.forEach((name, counter) -> {
            if (video.path(name).isIntegralNumber()) {
                counters.put(counter, video.path(name).asLong());
            }
        });
        return counters;
    }
}
