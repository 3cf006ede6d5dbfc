package io.postledger.embedded.networks.linkedin;

import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rest.li's {@code start} and {@code count}. */
record Paging(String path, int start, int count) {

    /** Empty when they are none. */
    static Optional<Paging> of(Call call, int most) {
        String start = call.query().getOrDefault("start", "0");
        String count = call.query().getOrDefault("count", "10");
        if (!start.matches("[0-9]{1,6}") || !count.matches("[0-9]{1,4}") || Integer.parseInt(count) > most) {
            return Optional.empty();
        }
        return Optional.of(new Paging(call.path(), Integer.parseInt(start), Integer.parseInt(count)));
    }

    <T> List<T> of(List<T> all) {
        int from = Math.min(all.size(), start);
        return all.subList(from, Math.min(all.size(), from + count));
    }

    ObjectNode body(int total) {
        ObjectNode body = Json.object();
        ObjectNode paging = body.putObject("paging").put("start", start).put("count", count);
        ArrayNode links = paging.putArray("links");
        if (start + count < total) {
            links.addObject()
                    .put("type", "application/json")
                    .put("rel", "next")
                    .put("href", path + "?start=" + (start + count) + "&count=" + count);
        }
        return body;
    }
}
