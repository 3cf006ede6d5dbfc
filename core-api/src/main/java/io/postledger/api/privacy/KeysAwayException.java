package io.postledger.api.privacy;

/** Keys cannot be had now. That is nobody's fault whose data waits for them: to be tried again, and nothing to be skipped. */
public final class KeysAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeysAwayException(String message) {
        super(message);
    }

    public KeysAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
