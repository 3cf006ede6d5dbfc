package io.postledger.web.problem;

import io.postledger.api.Rejection;
import io.postledger.api.RejectionCode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** Why a request was refused (RFC 9457). */
public record Problem(
        @Schema(description = "urn:postledger:problem: and the code", example = "urn:postledger:problem:POST_NOT_FOUND")
        URI type,

        @Schema(description = "The code in words", example = "Post not found")
        String title,

        @Schema(description = "HTTP status", example = "404")
        int status,

        @Schema(
                description = "One sentence for a person; may change between versions",
                example = "There is no such post in this workspace")
        String detail,

        @Schema(description = "Stable code for a program: added, never renamed", example = "POST_NOT_FOUND")
        String code,

        @Schema(description = "Facts that a program may use, such as a limit and the value that broke it")
        Map<String, String> details,

        @Schema(
                description =
                        "The request's Idempotency-Key, or the id that the server gave it; say it when you ask for help",
                example = "0b0e3a0e-6f5c-4b7e-9a3e-2f6f6f0f3a11")
        String requestId) {

    /** Prefix of {@link #type()}. The types are names, not addresses: what they mean is in the documentation. */
    private static final String TYPE = "urn:postledger:problem:";

    static Problem of(WebCode code, String detail, Map<String, String> details, String requestId) {
        return of(code.name(), code.status().value(), detail, details, requestId);
    }

    static Problem of(Rejection rejection, String requestId) {
        RejectionCode code = rejection.code();
        return of(code.name(), status(code.kind()), rejection.message(), rejection.details(), requestId);
    }

    private static Problem of(String code, int status, String detail, Map<String, String> details, String requestId) {
        String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        String title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return new Problem(URI.create(TYPE + code), title, status, detail, code, details, requestId);
    }

    /** The HTTP status of a kind of refusal. */
    static int status(RejectionCode.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case PRECONDITION -> 412;
            case UNAVAILABLE -> 503;
        };
    }
}
