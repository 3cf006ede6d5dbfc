package io.postledger.platform.graph;

import io.postledger.platform.AccessToken;
import io.postledger.platform.http.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The Pages that a person may act for, and that they chose to let us act for. */
public final class GraphPages {

    private static final int MAX_LISTS = 50;

    private final GraphApi api;
    private final String network;

    /** @param network begins the names of operations, such as {@code facebook} */
    public GraphPages(GraphApi api, String network) {
        this.api = api;
        this.network = network;
    }

    /**
     * @param reply the last of the calls
     * @param pages as the network gave them, at most 5,000
     */
    public record Listed(Reply reply, List<JsonNode> pages) {}

    /** @throws io.postledger.platform.PlatformException when a call fails */
    public Listed list(AccessToken person, String fields) {
        List<JsonNode> pages = new ArrayList<>();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("fields", fields);
        query.put("limit", "100");
        for (int list = 1; ; list++) {
            Reply reply = api.get(network + ".accounts", "/me/accounts", query, person);
            if (!reply.isDone() || !reply.json().path("data").isArray()) {
                throw reply.failure();
            }
            reply.json().path("data").forEach(pages::add);
            if (GraphList.next(reply.json()).isEmpty() || list == MAX_LISTS) {
                return new Listed(reply, pages);
            }
            query.put("after", GraphList.next(reply.json()).get());
        }
    }
}
