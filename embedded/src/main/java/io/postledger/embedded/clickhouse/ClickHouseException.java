package io.postledger.embedded.clickhouse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A refusal in ClickHouse's own words: {@code Code: 60. DB::Exception: … (UNKNOWN_TABLE)}. */
final class ClickHouseException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\.");
    private static final Pattern LAST_NAME = Pattern.compile("(?s).*\\(([A-Z][A-Z0-9_]+)\\)");

    private final int code;
    private final String name;

    private ClickHouseException(int code, String name, String message) {
        super(message);
        this.code = code;
        this.name = name;
    }

    /** The engine's message as it came; one without a code becomes ClickHouse's 1002. */
    static ClickHouseException ofEngine(String message) {
        Matcher code = CODE.matcher(message);
        if (!code.lookingAt()) {
            return of(1002, "UNKNOWN_EXCEPTION", message);
        }
        Matcher name = LAST_NAME.matcher(message);
        return new ClickHouseException(
                Integer.parseInt(code.group(1)), name.lookingAt() ? name.group(1) : "UNKNOWN_EXCEPTION", message);
    }

    /** For what ClickHouse's HTTP handler refuses before the engine sees it; code and name are ClickHouse's. */
    static ClickHouseException of(int code, String name, String text) {
        return new ClickHouseException(code, name, "Code: " + code + ". DB::Exception: " + text + " (" + name + ")");
    }

    int code() {
        return code;
    }

    /** The HTTP status that ClickHouse's server answers with for this error (its exceptionCodeToHTTPStatus). */
    int httpStatus() {
        return switch (name) {
            case "REQUIRED_PASSWORD" -> 401;
            case "UNKNOWN_USER", "WRONG_PASSWORD", "AUTHENTICATION_FAILED", "SET_NON_GRANTED_ROLE", "ACCESS_DENIED" ->
                403;
            case "BAD_ARGUMENTS",
                    "CANNOT_COMPILE_REGEXP",
                    "CANNOT_PARSE_TEXT",
                    "CANNOT_PARSE_ESCAPE_SEQUENCE",
                    "CANNOT_PARSE_QUOTED_STRING",
                    "CANNOT_PARSE_DATE",
                    "CANNOT_PARSE_DATETIME",
                    "CANNOT_PARSE_NUMBER",
                    "CANNOT_PARSE_DOMAIN_VALUE_FROM_STRING",
                    "CANNOT_PARSE_IPV4",
                    "CANNOT_PARSE_IPV6",
                    "CANNOT_PARSE_INPUT_ASSERTION_FAILED",
                    "CANNOT_PARSE_UUID",
                    "DUPLICATE_COLUMN",
                    "ILLEGAL_COLUMN",
                    "UNKNOWN_ELEMENT_IN_AST",
                    "UNKNOWN_TYPE_OF_AST_NODE",
                    "THERE_IS_NO_COLUMN",
                    "TOO_DEEP_AST",
                    "TOO_BIG_AST",
                    "UNEXPECTED_AST_STRUCTURE",
                    "SYNTAX_ERROR",
                    "INCORRECT_DATA",
                    "TYPE_MISMATCH",
                    "VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE" -> 400;
            case "UNKNOWN_TABLE",
                    "UNKNOWN_FUNCTION",
                    "UNKNOWN_IDENTIFIER",
                    "UNKNOWN_TYPE",
                    "UNKNOWN_STORAGE",
                    "UNKNOWN_DATABASE",
                    "UNKNOWN_SETTING",
                    "UNKNOWN_DIRECTION_OF_SORTING",
                    "UNKNOWN_AGGREGATE_FUNCTION",
                    "UNKNOWN_FORMAT",
                    "UNKNOWN_DATABASE_ENGINE",
                    "UNKNOWN_TYPE_OF_QUERY",
                    "UNKNOWN_ROLE" -> 404;
            case "TIMEOUT_EXCEEDED" -> 408;
            case "QUERY_IS_TOO_LARGE" -> 413;
            case "UNSUPPORTED_MEDIA_TYPE" -> 415;
            case "NOT_IMPLEMENTED" -> 501;
            case "SOCKET_TIMEOUT", "CANNOT_OPEN_FILE", "CANNOT_SCHEDULE_TASK" -> 503;
            default -> 500;
        };
    }
}
