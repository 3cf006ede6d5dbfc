package io.postledger.platform.graph;

import io.postledger.platform.http.ApiError;
import tools.jackson.databind.JsonNode;

/**
 * The error object of the Graph API: {@code {"error":{message,type,code,error_subcode,error_user_title,error_user_msg}}}.
 *
 * @param code 0 when there is none that can be read
 * @param subcode 0 when there is none
 */
public record GraphError(boolean present, int code, int subcode, String message, String userTitle, String userMessage) {

    /** @param json a whole answer, or one of a batch */
    public static GraphError of(JsonNode json) {
        JsonNode error = json.path("error");
        return new GraphError(
                error.isObject(),
                error.path("code").asInt(0),
                error.path("error_subcode").asInt(0),
                error.path("message").asString(""),
                error.path("error_user_title").asString(""),
                error.path("error_user_msg").asString(""));
    }

    /** As {@code 190} or {@code 190/463}. The words for users come first: they are the ones that a user can act on. */
    ApiError asApiError() {
        String words = userMessage.isBlank() ? message : userMessage;
        String whole = userTitle.isBlank() || userTitle.equals(words) ? words : userTitle + ": " + words;
        return new ApiError(
                code == 0 ? null : code + (subcode == 0 ? "" : "/" + subcode), whole.isBlank() ? null : whole);
    }
}
