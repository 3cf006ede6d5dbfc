package io.postledger.embedded.networks.instagram;

import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.graph.GraphLists;
import io.postledger.embedded.networks.shared.Accounts;
import io.postledger.embedded.networks.shared.Audience;
import io.postledger.embedded.networks.shared.Post;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be read of media. */
final class InstagramNodes {

    static final Set<String> FIELDS =
            Set.of("id", "caption", "media_type", "timestamp", "permalink", "like_count", "comments_count", "insights");

    private final Site site;
    private final Accounts accounts;

    InstagramNodes(Site site, Accounts accounts) {
        this.site = site;
        this.accounts = accounts;
    }

    /** @param host where this simulation is, for addresses */
    ObjectNode json(Post post, List<String> fields, String host) {
        ObjectNode json = Json.object().put("id", post.id());
        Map<String, Long> counted = counted(post);
        for (String field : fields) {
            switch (field) {
                case "caption" -> {
                    if (!post.text().isEmpty()) {
                        json.put("caption", post.text());
                    }
                }
                case "media_type" -> json.put("media_type", post.fields().get("media_type"));
                case "timestamp" -> json.put("timestamp", GraphLists.time(post.createdAt()));
                case "permalink" ->
                    json.put("permalink", "http://" + host + "/" + site.network() + "/p/" + post.id() + "/");
                case "like_count" -> json.put("like_count", counted.get("likes"));
                case "comments_count" -> json.put("comments_count", counted.get("comments"));
                case "insights" -> insights(json, counted);
                default -> {}
            }
        }
        return json;
    }

    private static void insights(ObjectNode json, Map<String, Long> counted) {
        ArrayNode data = json.putObject("insights").putArray("data");
        for (String name : List.of("views", "saved", "shares")) {
            ObjectNode insight = data.addObject().put("name", name).put("period", "lifetime");
            insight.putArray("values").addObject().put("value", counted.get(name));
        }
    }

    private Map<String, Long> counted(Post post) {
        Audience audience = new Audience(post, accounts.require(post.accountId()), site.now());
        Map<String, Long> counted = new LinkedHashMap<>();
        counted.put("likes", audience.share(0.02, 0.05));
        counted.put("comments", audience.share(0.001, 0.004));
        counted.put("saved", audience.share(0, 0.006));
        counted.put("shares", audience.share(0, 0.004));
        counted.put("views", audience.impressions());
        return counted;
    }

    /** For people. */
    String counts(Post post) {
        return counted(post).entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(" · "));
    }
}
