package io.postledger.privacy;

/** The master keys are not to be had, so that the product does not start. The code that the message begins with is stable. */
abstract class MasterKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    MasterKeyException(String code, String sentences, String action, Throwable cause) {
        super(code + ": " + sentences, cause);
        this.action = action;
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
