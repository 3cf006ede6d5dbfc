package io.postledger.embedded.operate;

/** What the operator asked for was not done; the message says why, to a person. */
final class OperatorException extends Exception {
    private static final long serialVersionUID = 1L;

    OperatorException(String message) {
        super(message);
    }
}
