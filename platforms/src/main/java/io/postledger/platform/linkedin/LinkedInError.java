package io.postledger.platform.linkedin;

import io.postledger.platform.http.ApiError;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The error that an answer of LinkedIn describes: {@code {message,serviceErrorCode,status}}, since some versions with
 * {@code code} and {@code errorDetails.inputErrors[].code}, and OAuth's {@code {error,error_description}}.
 */
final class LinkedInError {

    private static final Pattern POST = Pattern.compile("urn:li:(?:share|ugcPost|activity):[0-9]+");

    private LinkedInError() {}

    static ApiError of(JsonNode json) {
        if (json.path("error").isString()) {
            return new ApiError(text(json, "error"), text(json, "error_description"));
        }
        JsonNode detail = json.path("errorDetails").path("inputErrors").path(0);
        String message = text(json, "message");
        String code = text(detail, "code");
        if (code == null) {
            code = text(json, "code");
        }
        if (code == null && json.path("serviceErrorCode").isNumber()) {
            code = json.path("serviceErrorCode").asString();
        }
        return new ApiError(code, message != null ? message : text(detail, "description"));
    }

    static boolean saysDuplicate(ApiError error) {
        return "DUPLICATE_POST".equals(error.codeOrNull())
                || words(error).contains("duplicate of urn:li:")
                || words(error).contains("duplicate post");
    }

    /** The post that it is a duplicate of. */
    static Optional<String> duplicateOf(ApiError error) {
        Matcher urn = POST.matcher(error.titleOrNull() == null ? "" : error.titleOrNull());
        return saysDuplicate(error) && urn.find() ? Optional.of(urn.group()) : Optional.empty();
    }

    /** A limit of the day, as against the protection of LinkedIn's own machines. */
    static boolean saysDailyLimit(ApiError error) {
        return words(error).contains("throttle");
    }

    static String words(ApiError error) {
        return error.titleOrNull() == null ? "" : error.titleOrNull().toLowerCase(Locale.ROOT);
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).isString() ? json.path(field).stringValue() : null;
    }
}
