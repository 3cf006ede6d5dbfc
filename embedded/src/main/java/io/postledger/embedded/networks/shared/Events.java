package io.postledger.embedded.networks.shared;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reading the journal's events. */
final class Events {

    private Events() {}

    /** The number that an id was made from; older events have the id alone, and it is that number. */
    static long number(ObjectNode event) {
        return event.has("n")
                ? event.get("n").longValue()
                : Long.parseLong(event.path("id").stringValue());
    }

    /** Null when there is none. */
    static String text(JsonNode event, String field) {
        return event.path(field).isString() ? event.path(field).stringValue() : null;
    }

    /** Null when there is none. */
    static Instant instant(JsonNode event, String field) {
        String text = text(event, field);
        return text == null ? null : Instant.parse(text);
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().stringValue()));
        return texts;
    }

    static ObjectNode object(ObjectNode into, Map<String, String> texts) {
        texts.forEach(into::put);
        return into;
    }
}
