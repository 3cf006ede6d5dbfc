package io.postledger.web.problem;

import org.springframework.http.HttpStatus;

/**
 * Stable codes of refusals that HTTP itself makes, before any command or query is sent. As with
 * {@link io.postledger.api.RejectionCode}: added, never renamed.
 */
public enum WebCode {
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST),
    MALFORMED_JSON(HttpStatus.BAD_REQUEST),
    WRONG_TYPE(HttpStatus.BAD_REQUEST),
    UNKNOWN_FIELD(HttpStatus.BAD_REQUEST),
    VALUE_INVALID(HttpStatus.BAD_REQUEST),
    PARAMETER_INVALID(HttpStatus.BAD_REQUEST),
    IDEMPOTENCY_KEY_INVALID(HttpStatus.BAD_REQUEST),
    IF_MATCH_INVALID(HttpStatus.BAD_REQUEST),
    TOKEN_INVALID(HttpStatus.UNAUTHORIZED),
    TOKEN_EXPIRED(HttpStatus.UNAUTHORIZED),
    /** The token is good, and the person it names is not any more. */
    SESSION_ENDED(HttpStatus.UNAUTHORIZED),
    ACCESS_DENIED(HttpStatus.FORBIDDEN),
    SIGN_UP_CLOSED(HttpStatus.FORBIDDEN),
    OPERATOR_KEY_INVALID(HttpStatus.FORBIDDEN),
    PATH_UNKNOWN(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    MEDIA_TYPE_UNSUPPORTED(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    /** Something on our side is broken; the answer's request id stands in our log beside the cause. */
    UNEXPECTED(HttpStatus.INTERNAL_SERVER_ERROR),
    /** This node does not do that kind of work; another one does. */
    ROLE_NOT_HERE(HttpStatus.SERVICE_UNAVAILABLE),
    /** The answer did not come in time: what was asked may or may not have been done. Repeat with the same key. */
    ANSWER_OVERDUE(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    WebCode(HttpStatus status) {
        this.status = status;
    }

    public HttpStatus status() {
        return status;
    }
}
