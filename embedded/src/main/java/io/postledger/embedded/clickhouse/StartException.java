package io.postledger.embedded.clickhouse;

/** Why the server cannot start: one sentence for the person at the terminal. */
final class StartException extends Exception {

    private static final long serialVersionUID = 1L;

    StartException(String sentence) {
        super(sentence);
    }
}
