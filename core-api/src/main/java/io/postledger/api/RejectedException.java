package io.postledger.api;

import java.util.Map;

/** Thrown where a command, a query or one of their values is refused. Nothing has changed when it is thrown. */
public class RejectedException extends RuntimeException {
    private final transient Rejection rejection;

    public RejectedException(RejectionCode code, String message) {
        this(code, message, Map.of());
    }

    public RejectedException(RejectionCode code, String message, Map<String, String> details) {
        this(new Rejection(code, message, details));
    }

    public RejectedException(Rejection rejection) {
        // A refusal is an answer, not a fault: no stack trace to fill and none to log.
        super(rejection.code() + ": " + rejection.message(), null, false, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }

    public RejectionCode code() {
        return rejection.code();
    }
}
