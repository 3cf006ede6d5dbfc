package io.postledger.platform.youtube;

import io.postledger.platform.http.ApiError;
import tools.jackson.databind.JsonNode;

/**
 * The error that an answer of Google describes: the API's {@code {error:{code,message,errors:[{reason}]}}}, whose code is the
 * first reason, or OAuth's {@code {error,error_description}}.
 */
final class YouTubeError {

    private YouTubeError() {}

    static ApiError of(JsonNode json) {
        JsonNode error = json.path("error");
        if (error.isString()) {
            return new ApiError(error.stringValue(), text(json.path("error_description")));
        }
        String reason = text(error.path("errors").path(0).path("reason"));
        return new ApiError(reason != null ? reason : text(error.path("status")), text(error.path("message")));
    }

    private static String text(JsonNode node) {
        return node.isString() && !node.stringValue().isBlank() ? node.stringValue() : null;
    }
}
