package io.postledger.embedded.networks.youtube;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Json;
import tools.jackson.databind.node.ObjectNode;

/** Google's error bodies. */
final class YouTubeErrors {

    private YouTubeErrors() {}

    static Answer of(int status, String domain, String reason, String message) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error").put("code", status).put("message", message);
        error.putArray("errors")
                .addObject()
                .put("message", message)
                .put("domain", domain)
                .put("reason", reason);
        return Answer.json(status, body);
    }

    static Answer bad(String reason, String message) {
        return of(400, "youtube.video", reason, message);
    }

    static Answer parameter(String reason, String message) {
        return of(400, "youtube.parameter", reason, message);
    }

    static Answer unauthorized() {
        return of(401, "global", "authError", "Invalid Credentials");
    }

    static Answer scopeMissing() {
        return of(
                403,
                "global",
                "insufficientPermissions",
                "Insufficient Permission: Request had insufficient authentication scopes.");
    }

    static Answer forbidden() {
        return of(403, "youtube.common", "forbidden", "Access forbidden. The request may not be properly authorized.");
    }

    static Answer quota() {
        return of(
                403,
                "youtube.quota",
                "quotaExceeded",
                "The request cannot be completed because you have exceeded your quota.");
    }

    static Answer uploadLimit() {
        return bad("uploadLimitExceeded", "The user has exceeded the number of videos they may upload.");
    }

    /** The rate limit of a minute, which a fault asks for. */
    static Answer tooFast() {
        return of(403, "usageLimits", "rateLimitExceeded", "Rate Limit Exceeded");
    }

    static Answer notFound() {
        return of(404, "global", "notFound", "Not Found");
    }

    static Answer server(int status) {
        return of(status, "global", "backendError", "Backend Error");
    }

    static Answer oauth(int status, String error, String description) {
        return Answer.json(status, Json.object().put("error", error).put("error_description", description));
    }
}
