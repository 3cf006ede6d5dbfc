package io.postledger.web.problem;

import java.io.IOException;

/** Thrown by a body's stream once more has been read from it than a body may have. */
public class BodyTooLargeException extends IOException {
    public static WebException problem() {
        return new WebException(WebCode.BODY_TOO_LARGE, "The body is larger than a request may be");
    }
}
