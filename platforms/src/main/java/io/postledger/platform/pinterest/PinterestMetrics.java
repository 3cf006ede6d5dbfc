package io.postledger.platform.pinterest;

import io.postledger.platform.Counter;
import io.postledger.platform.Credentials;
import io.postledger.platform.Exchange;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.MetricReading;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code GET /v5/pins/{id}?pin_metrics=true}, a call a pin: the call for many at once is in closed beta. */
final class PinterestMetrics {

    private static final Map<String, Counter> COUNTERS = Map.of(
            "impression", Counter.IMPRESSIONS,
            "reaction", Counter.LIKES,
            "comment", Counter.REPLIES,
            "save", Counter.BOOKMARKS,
            "video_start", Counter.VIDEO_VIEWS);

    private final NetworkSettings settings;
    private final Api api;

    PinterestMetrics(NetworkSettings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    FetchedMetrics fetch(Credentials credentials, List<String> ids) {
        List<MetricReading> readings = new ArrayList<>();
        List<Exchange> exchanges = new ArrayList<>();
        Set<String> missing = new HashSet<>();
        for (String id : new LinkedHashSet<>(ids)) {
            Reply reply = api.send(
                    "pinterest.pins.get",
                    WireRequest.get(
                            settings.api("/v5/pins/" + Api.encode(id) + "?pin_metrics=true"),
                            Api.bearer(credentials.accessToken())));
            if (reply.status() == 404) {
                missing.add(id);
            } else if (reply.isDone() && reply.json().path("id").asString("").equals(id)) {
                readings.add(
                        new MetricReading(id, api.now(), counters(reply.json().path("pin_metrics"))));
            } else {
                throw reply.failure();
            }
            exchanges.add(reply.exchange());
        }
        return new FetchedMetrics(readings, missing, exchanges);
    }

    /** Pins from before March 2023 have totals of 90 days only, which are not totals since publication. */
    private static Map<Counter, Long> counters(JsonNode metrics) {
        Map<Counter, Long> counters = new EnumMap<>(Counter.class);
        COUNTERS.forEach((name, counter) -> {
            JsonNode value = metrics.path("lifetime_metrics").path(name);
            if (value.isIntegralNumber()) {
                counters.put(counter, value.asLong());
            }
        });
        return counters;
    }
}
