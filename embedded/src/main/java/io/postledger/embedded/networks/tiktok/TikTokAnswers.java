package io.postledger.embedded.networks.tiktok;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Json;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** TikTok's envelope, in which {@code ok} is an error code too. */
final class TikTokAnswers {

    private TikTokAnswers() {}

    static Answer ok(ObjectNode data) {
        return envelope(200, data, "ok", "");
    }

    static Answer error(int status, String code, String message) {
        return envelope(status, Json.object(), code, message);
    }

    static Answer invalid(String message) {
        return error(400, "invalid_param", message);
    }

    static Answer unauthorized() {
        return error(401, "access_token_invalid", "The access token is invalid or not found in the request.");
    }

    static Answer scopeMissing() {
        return error(
                401,
                "scope_not_authorized",
                "The user did not authorize the scope required for completing this request.");
    }

    static Answer tooMany() {
        return error(429, "rate_limit_exceeded", "The API rate limit was exceeded. Please try again later.");
    }

    static Answer server(int status) {
        return error(status, "internal_error", "Something went wrong. Please try again later.");
    }

    static Answer oauth(String error, String description) {
        return Answer.json(
                400,
                Json.object()
                        .put("error", error)
                        .put("error_description", description)
                        .put("log_id", logId()));
    }

    private static Answer envelope(int status, ObjectNode data, String code, String message) {
        ObjectNode body = Json.object();
        body.set("data", data);
        body.putObject("error").put("code", code).put("message", message).put("log_id", logId());
        return Answer.json(status, body);
    }

    private static String logId() {
        return UUID.randomUUID().toString().replace("-", "").toUpperCase();
    }
}
