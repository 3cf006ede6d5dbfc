package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** X's error bodies. */
final class XErrors {

    private static final String PROBLEMS = "https://api.twitter.com/2/problems/";

    private XErrors() {}

    static Answer problem(int status, String title, String detail) {
        return Answer.json(status, body("about:blank", title, detail).put("status", status));
    }

    static Answer unauthorized() {
        return problem(401, "Unauthorized", "Unauthorized");
    }

    static Answer notPermitted() {
        return problem(403, "Forbidden", "You are not permitted to perform this action.");
    }

    static Answer duplicate() {
        return problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.");
    }

    static Answer tooMany() {
        return problem(429, "Too Many Requests", "Too Many Requests");
    }

    static Answer server(int status) {
        return problem(status, status == 503 ? "Service Unavailable" : "Internal Server Error", "Something is broken.");
    }

    /** As X answers a request that its schema does not allow. */
    static Answer invalid(String message) {
        ObjectNode body = body(
                PROBLEMS + "invalid-request", "Invalid Request", "One or more parameters to your request was invalid.");
        body.putArray("errors").addObject().put("message", message);
        return Answer.json(400, body);
    }

    /** A field of the body that X's schema does not have. */
    static Answer undefined(String field) {
        return invalid(
                "$." + field + ": is not defined in the schema and the schema does not allow additional properties");
    }

    static Answer invalidMedia(List<String> ids) {
        ObjectNode body = body(
                PROBLEMS + "invalid-request", "Invalid Request", "One or more parameters to your request was invalid.");
        ObjectNode error = body.putArray("errors").addObject();
        ArrayNode given = error.putObject("parameters").putArray("media.media_ids");
        ids.forEach(given::add);
        error.put("message", "Your media IDs are invalid.");
        return Answer.json(400, body);
    }

    static ObjectNode tweetNotFound(String id) {
        return body(PROBLEMS + "resource-not-found", "Not Found Error", "Could not find tweet with ids: [" + id + "].")
                .put("resource_type", "tweet")
                .put("parameter", "ids")
                .put("resource_id", id)
                .put("value", id);
    }

    /** RFC 6749 section 5.2. */
    static Answer oauth(int status, String error, String description) {
        return Answer.json(status, Json.object().put("error", error).put("error_description", description));
    }

    private static ObjectNode body(String type, String title, String detail) {
        return Json.object().put("title", title).put("detail", detail).put("type", type);
    }
}
