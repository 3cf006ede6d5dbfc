package io.postledger.embedded.networks.shared;

import io.postledger.embedded.networks.Json;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody at a network.
 *
 * @param number which the id is made from
 * @param followers what its posts' reach grows from
 * @param fields what only this network's accounts have
 */
public record Account(
        String network,
        long number,
        String id,
        String handle,
        String name,
        long followers,
        Map<String, String> fields) {

    public Account {
        fields = Map.copyOf(fields);
    }

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("network", network)
                .put("id", id)
                .put("handle", handle)
                .put("name", name)
                .put("followers", followers);
        fields.forEach(json::put);
        return json;
    }
}
