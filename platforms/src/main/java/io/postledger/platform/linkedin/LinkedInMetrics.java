package io.postledger.platform.linkedin;

import io.postledger.platform.Counter;
import io.postledger.platform.Credentials;
import io.postledger.platform.Exchange;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.MetricReading;
import io.postledger.platform.RemoteAccountRef;
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
 * Reactions and comments by {@code socialMetadata}, for members and pages alike; impressions and reshares by the share
 * statistics, which LinkedIn has of pages only.
 */
final class LinkedInMetrics {

    private static final int IDS_A_CALL = 50;

    private static final Map<String, Counter> OF_PAGES =
            Map.of("impressionCount", Counter.IMPRESSIONS, "shareCount", Counter.REPOSTS);

    private final LinkedInCalls calls;
    private final Api api;

    LinkedInMetrics(LinkedInCalls calls, Api api) {
        this.calls = calls;
        this.api = api;
    }

    FetchedMetrics fetch(Credentials credentials, RemoteAccountRef account, List<String> ids) {
        List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
        List<MetricReading> readings = new ArrayList<>();
        List<Exchange> exchanges = new ArrayList<>();
        Set<String> missing = new HashSet<>();
        for (int from = 0; from < distinct.size(); from += IDS_A_CALL) {
            List<String> some = distinct.subList(from, Math.min(distinct.size(), from + IDS_A_CALL));
            Map<String, Map<Counter, Long>> counted = reactions(credentials, some, missing, exchanges);
            if (!counted.isEmpty() && account.externalId().startsWith(LinkedInAccounts.ORGANIZATION)) {
                addShareStatistics(credentials, account, counted, exchanges);
            }
            Instant readAt = api.now();
            counted.forEach((id, counters) -> readings.add(new MetricReading(id, readAt, counters)));
        }
        return new FetchedMetrics(readings, missing, exchanges);
    }

    private Map<String, Map<Counter, Long>> reactions(
            Credentials credentials, List<String> ids, Set<String> missing, List<Exchange> exchanges) {
        Reply reply = calls.get(
                "linkedin.socialMetadata.batchGet",
                "/rest/socialMetadata?ids=" + LinkedInCalls.list(ids),
                credentials.accessToken());
        JsonNode results = reply.json().path("results");
        JsonNode errors = reply.json().path("errors");
        if (!reply.isDone() || !results.isObject()) {
            throw reply.failure();
        }
        exchanges.add(reply.exchange());
        Map<String, Map<Counter, Long>> counted = new LinkedHashMap<>();
        for (String id : ids) {
            if (results.has(id)) {
                counted.put(id, counters(results.path(id)));
            } else if (errors.path(id).path("status").asInt(0) == 404) {
                missing.add(id);
            }
        }
        return counted;
    }

    private static Map<Counter, Long> counters(JsonNode metadata) {
        Map<Counter, Long> counters = new EnumMap<>(Counter.class);
        JsonNode reactions = metadata.path("reactionSummaries");
        if (reactions.isObject()) {
            long all = 0;
            for (JsonNode reaction : reactions) {
                all += reaction.path("count").asLong(0);
            }
            counters.put(Counter.LIKES, all);
        }
        if (metadata.path("commentSummary").path("count").isIntegralNumber()) {
            counters.put(
                    Counter.REPLIES,
                    metadata.path("commentSummary").path("count").asLong());
        }
        return counters;
    }

    /** A post that nobody saw yet is not among them. */
    private void addShareStatistics(
            Credentials credentials,
            RemoteAccountRef account,
            Map<String, Map<Counter, Long>> counted,
            List<Exchange> exchanges) {
        List<String> shares =
                counted.keySet().stream().filter(id -> id.contains(":share:")).toList();
        List<String> posts =
                counted.keySet().stream().filter(id -> id.contains(":ugcPost:")).toList();
        Reply reply = calls.find(
                "linkedin.shareStatistics.find",
                "/rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity="
                        + Api.encode(account.externalId())
                        + (shares.isEmpty() ? "" : "&shares=" + LinkedInCalls.list(shares))
                        + (posts.isEmpty() ? "" : "&ugcPosts=" + LinkedInCalls.list(posts)),
                credentials.accessToken());
        if (!reply.isDone() || !reply.json().path("elements").isArray()) {
            throw reply.failure();
        }
        exchanges.add(reply.exchange());
        for (JsonNode element : reply.json().path("elements")) {
            String id = element.path("share").asString(element.path("ugcPost").asString(""));
            JsonNode statistics = element.path("totalShareStatistics");
            OF_PAGES.forEach((name, counter) -> {
                if (counted.containsKey(id) && statistics.path(name).isIntegralNumber()) {
                    counted.get(id).put(counter, statistics.path(name).asLong());
                }
            });
        }
    }
}
