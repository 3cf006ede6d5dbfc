package io.postledger.embedded.networks.graph;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Graph API's lists: a part of something, and where the next one begins. */
public final class GraphLists {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ").withZone(ZoneOffset.UTC);

    private GraphLists() {}

    /** @param parameters {@code limit} (1 to 100, usually 25) and {@code after} */
    public static <T> Answer of(List<T> all, Map<String, String> parameters, Function<T, JsonNode> json) {
        String limit = parameters.getOrDefault("limit", "25");
        String after = parameters.getOrDefault("after", "0");
        if (!limit.matches("[1-9][0-9]?|100")) {
            return GraphErrors.invalid("Please reduce the amount of data you're asking for, then retry your request");
        }
        if (!after.matches("[0-9]{1,9}")) {
            return GraphErrors.invalid("Invalid cursor");
        }
        int from = Math.min(all.size(), Integer.parseInt(after));
        int to = Math.min(all.size(), from + Integer.parseInt(limit));
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        all.subList(from, to).forEach(each -> data.add(json.apply(each)));
        if (from < to) {
            ObjectNode paging = body.putObject("paging");
            paging.putObject("cursors").put("before", String.valueOf(from)).put("after", String.valueOf(to));
            if (to < all.size()) {
                paging.put("next", "https://graph.facebook.com/?access_token=not-to-be-followed&after=" + to);
            }
        }
        return Answer.json(200, body);
    }

    /** The parameter {@code since}, seconds since the epoch; the epoch when it is not there. */
    public static Instant since(Map<String, String> parameters) {
        String since = parameters.getOrDefault("since", "0");
        return since.matches("[0-9]{1,12}") ? Instant.ofEpochSecond(Long.parseLong(since)) : Instant.EPOCH;
    }

    public static String time(Instant time) {
        return TIME.format(time);
    }
}
