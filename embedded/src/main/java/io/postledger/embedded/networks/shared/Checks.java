package io.postledger.embedded.networks.shared;

import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Json;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What networks look at before they look at what a call says. */
public final class Checks {

    private static final String BEARER = "Bearer ";

    private Checks() {}

    /** The first of the names that is not known. */
    public static Optional<String> unknown(Collection<String> names, Set<String> known) {
        return names.stream().filter(name -> !known.contains(name)).findFirst();
    }

    /** The body as JSON that is well-formed to its end, without a field twice; empty when it is not. */
    public static Optional<JsonNode> json(Call call) {
        try {
            JsonNode json = Json.MAPPER.readTree(call.body());
            return json.isMissingNode() ? Optional.empty() : Optional.of(json);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** As {@link #json}, if it is an object. */
    public static Optional<ObjectNode> jsonObject(Call call) {
        return json(call).filter(JsonNode::isObject).map(ObjectNode.class::cast);
    }

    /** The fields of a form-encoded body; empty when it is none, or malformed. */
    public static Optional<Map<String, String>> form(Call call) {
        if (!call.mediaType().equals("application/x-www-form-urlencoded")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Call.form(call.text()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the header {@code Authorization: Bearer} carries. */
    public static Optional<String> bearerToken(Call call) {
        return call.header("Authorization")
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()));
    }
}
