package io.postledger.embedded.networks.linkedin;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.shared.Grants;
import tools.jackson.databind.node.ObjectNode;

/** LinkedIn's error bodies. */
final class LinkedInErrors {

    private LinkedInErrors() {}

    static ObjectNode body(int status, String code, String message) {
        return Json.object().put("message", message).put("code", code).put("status", status);
    }

    static Answer refused(int status, String code, String message) {
        return Answer.json(status, body(status, code, message));
    }

    static Answer bad(String code, String message) {
        return refused(400, code, message);
    }

    static Answer invalid(String field, Object value) {
        return bad("INVALID_VALUE_FOR_FIELD", field + " can't be set to " + value);
    }

    static Answer notFound() {
        return refused(404, "NOT_FOUND", "Could not find entity");
    }

    static Answer unauthorized(Grants.Standing standing) {
        ObjectNode body = switch (standing) {
            case EXPIRED ->
                body(401, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired")
                        .put("serviceErrorCode", 65602);
            case REVOKED ->
                body(401, "REVOKED_ACCESS_TOKEN", "The token used in the request has been revoked by the user")
                        .put("serviceErrorCode", 65601);
            default -> body(401, "INVALID_ACCESS_TOKEN", "Invalid access token").put("serviceErrorCode", 65600);
        };
        return Answer.json(401, body);
    }

    static Answer noToken() {
        return Answer.json(
                401,
                body(401, "EMPTY_ACCESS_TOKEN", "Empty oauth2 access token").put("serviceErrorCode", 65604));
    }

    /** @param resource as LinkedIn names it inside, for example {@code partnerApiPostsExternal.CREATE} */
    static Answer denied(String resource) {
        return Answer.json(
                403,
                body(403, "ACCESS_DENIED", "Not enough permissions to access: " + resource)
                        .put("serviceErrorCode", 100));
    }

    static Answer forbidden(String kind) {
        return refused(
                403,
                "ACCESS_DENIED",
                "Accessing this " + kind + " resource is forbidden. Please check your permissions for this resource");
    }

    static Answer duplicate(String urn) {
        ObjectNode body = Json.object()
                .put("errorDetailType", "com.linkedin.common.error.BadRequest")
                .put(
                        "message",
                        "com.linkedin.content.common.exception.BadRequestResponseException: Content is a duplicate of "
                                + urn);
        body.putObject("errorDetails")
                .putArray("inputErrors")
                .addObject()
                .put("description", "Duplicate post is detected")
                .put("code", "DUPLICATE_POST")
                .putObject("input");
        return Answer.json(422, body.put("status", 422));
    }

    /** @param whose MEMBER or APPLICATION */
    static Answer limitOfTheDay(String whose) {
        return Answer.json(
                429,
                body(
                                429,
                                "TOO_MANY_REQUESTS",
                                "Resource level throttle " + whose
                                        + " DAY limit for calls to this resource is reached.")
                        .put("serviceErrorCode", 101));
    }

    /** "In rare cases, as part of infrastructure protection": it passes by itself. */
    static Answer rush() {
        return refused(429, "TOO_MANY_REQUESTS", "Too many requests");
    }

    static Answer server(int status) {
        return status == 503
                ? refused(503, "SERVICE_UNAVAILABLE", "Service is temporarily unavailable")
                : refused(status, "INTERNAL_SERVER_ERROR", "Internal Server Error");
    }

    /** RFC 6749 section 5.2. */
    static Answer oauth(int status, String error, String description) {
        return Answer.json(status, Json.object().put("error", error).put("error_description", description));
    }
}
