package io.postledger.web.problem;

import java.util.Map;

/** A request refused by HTTP itself. Nothing was sent and nothing has changed. */
public class WebException extends RuntimeException {
    private final transient WebCode code;
    private final transient Map<String, String> details;

    public WebException(WebCode code, String message) {
        this(code, message, Map.of());
    }

    public WebException(WebCode code, String message, Map<String, String> details) {
        super(message, null, false, false);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    WebCode code() {
        return code;
    }

    Map<String, String> details() {
        return details;
    }
}
