package io.postledger.platform.x;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The error that an answer of X describes, in any of its three shapes: {@code {title,detail,type,status}}, the older
 * {@code {"errors":[{"code":88,…}]}}, and OAuth's {@code {error,error_description}}.
 *
 * @param codeOrNull the type's last part, the old number, or OAuth's error
 * @param titleOrNull X's own words, at most 300 characters
 */
record XError(String codeOrNull, String titleOrNull) {

    static final XError NONE = new XError(null, null);

    private static final int MAX_TITLE = 300;

    /** 187 is the older API's "Status is a duplicate". */
    private static final Set<String> DUPLICATE_CODES = Set.of("187");

    static XError of(JsonNode json) {
        JsonNode first = json.path("errors").path(0);
        if (json.path("error").isString()) {
            return new XError(text(json, "error"), limited(text(json, "error_description")));
        }
        String title = text(json, "title");
        String detail = text(json, "detail");
        String message = text(first, "message");
        String code = json.path("type").isString() ? lastPart(text(json, "type")) : number(first);
        return new XError(code, limited(words(title, detail, message)));
    }

    boolean saysDuplicate() {
        return DUPLICATE_CODES.contains(String.valueOf(codeOrNull))
                || titleOrNull != null
                        && titleOrNull.toLowerCase(java.util.Locale.ROOT).contains("duplicate content");
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

    private static String limited(String text) {
        return text == null || text.length() <= MAX_TITLE ? text : text.substring(0, MAX_TITLE);
    }
}
