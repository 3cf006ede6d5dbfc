package io.postledger.embedded.networks;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the simulation reads and writes it: what is unknown or twice is an error. */
public final class Json {

    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A value with some of its fields replaced; a field that it does not have is an error. */
    public static <T> T patched(T value, JsonNode changes, Class<T> type) {
        ObjectNode tree = MAPPER.valueToTree(value);
        changes.properties().forEach(change -> {
            JsonNode old = tree.get(change.getKey());
            if (old instanceof ObjectNode inner && change.getValue().isObject()) {
                inner.setAll((ObjectNode) change.getValue());
            } else {
                tree.set(change.getKey(), change.getValue());
            }
        });
        return MAPPER.treeToValue(tree, type);
    }
}
