package io.postledger.embedded.networks.graph;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.shared.Grants.Standing;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The Graph API's error bodies. */
public final class GraphErrors {

    private GraphErrors() {}

    /** @param subcode 0 for none */
    public static Answer error(int status, int code, int subcode, String message) {
        return Answer.json(status, body(code, subcode, message));
    }

    /** One with words for users. */
    public static Answer error(int code, int subcode, String message, String userTitle, String userMessage) {
        ObjectNode body = body(code, subcode, message);
        body.withObject("error")
                .put("is_transient", false)
                .put("error_user_title", userTitle)
                .put("error_user_msg", userMessage);
        return Answer.json(400, body);
    }

    public static Answer invalid(String message) {
        return error(400, 100, 0, "(#100) " + message);
    }

    public static Answer noSuchObject(String method, String id) {
        return error(
                400,
                100,
                33,
                "Unsupported " + method + " request. Object with ID '" + id
                        + "' does not exist, cannot be loaded due to"
                        + " missing permissions, or does not support this operation");
    }

    static Answer noPermission(String permission) {
        return error(403, 200, 0, "(#200) Requires " + permission + " permission to manage the object");
    }

    static Answer token(Standing standing) {
        return switch (standing) {
            case EXPIRED -> error(400, 190, 463, "Error validating access token: Session has expired.");
            case REVOKED ->
                error(400, 190, 458, "Error validating access token: The user has not authorized application.");
            default -> error(400, 190, 0, "Invalid OAuth access token - Cannot parse access token");
        };
    }

    static Answer server(int status) {
        ObjectNode body = body(2, 0, "An unexpected error has occurred. Please retry your request later.");
        body.withObject("error").put("is_transient", true);
        return Answer.json(status, body);
    }

    private static ObjectNode body(int code, int subcode, String message) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error")
                .put("message", message)
                .put("type", "OAuthException")
                .put("code", code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        error.put(
                "fbtrace_id",
                "A" + UUID.randomUUID().toString().replace("-", "").substring(0, 22));
        return body;
    }
}
