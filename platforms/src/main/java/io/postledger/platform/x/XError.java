package io.postledger.platform.x;

import io.postledger.platform.http.ApiError;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The error that an answer of X describes, in any of its three shapes: {@code {title,detail,type,status}}, the older
 * {@code {"errors":[{"code":88,…}]}}, and OAuth's {@code {error,error_description}}. Its code is the type's last part, the
 * old number, or OAuth's error.
 */
final class XError {

    /** 187 is the older API's "Status is a duplicate". */
    private static final Set<String> DUPLICATE_CODES = Set.of("187");

    private XError() {}

    static ApiError of(JsonNode json) {
        JsonNode first = json.path("errors").path(0);
        if (json.path("error").isString()) {
            return new ApiError(text(json, "error"), text(json, "error_description"));
        }
        String title = text(json, "title");
        String detail = text(json, "detail");
        String message = text(first, "message");
        String code = json.path("type").isString() ? lastPart(text(json, "type")) : number(first);
        return new ApiError(code, words(title, detail, message));
    }

    static boolean saysDuplicate(ApiError error) {
        return DUPLICATE_CODES.contains(String.valueOf(error.codeOrNull()))
                || error.titleOrNull() != null
                        && error.titleOrNull().toLowerCase(Locale.ROOT).contains("duplicate content");
    }

    private static String words(String title, String detail, String message) {
        StringBuilder words = new StringBuilder();
        for (String part : new String[] {title, detail, message}) {
            if (part != null && words.indexOf(part) < 0) {
                words.append(words.isEmpty() ? "" : ": ").append(part);
            }
        }
        return words.isEmpty() ? null : words.toString();
    }

    private static String number(JsonNode error) {
        return error.path("code").isNumber() ? error.path("code").asString() : null;
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).isString() ? json.path(field).stringValue() : null;
    }

    private static String lastPart(String type) {
        return type.substring(type.lastIndexOf('/') + 1);
    }
}
