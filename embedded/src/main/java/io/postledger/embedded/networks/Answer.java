package io.postledger.embedded.networks;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a network says to a call.
 *
 * @param contentTypeOrNull null for an answer without a body
 */
public record Answer(int status, Map<String, String> headers, String contentTypeOrNull, String body) {

    public static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of(), "application/json; charset=utf-8", Json.MAPPER.writeValueAsString(body));
    }

    public static Answer html(int status, String body) {
        return new Answer(status, Map.of(), "text/html; charset=utf-8", body);
    }

    public static Answer text(int status, String body) {
        return new Answer(status, Map.of(), "text/plain", body);
    }

    /** Nothing but a status, and the headers that {@link #with} adds. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), null, "");
    }

    public static Answer redirect(String location) {
        return new Answer(302, Map.of("Location", location), "text/plain", "");
    }

    public Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, Map.copyOf(all), contentTypeOrNull, body);
    }

    public Answer with(String name, String value) {
        return with(Map.of(name, value));
    }
}
