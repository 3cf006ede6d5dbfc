package io.postledger.embedded.launch;

/** Why a run cannot start or go on: one sentence for the person at the terminal. */
final class LaunchFailure extends Exception {

    private static final long serialVersionUID = 1L;

    LaunchFailure(String sentence) {
        super(sentence);
    }

    LaunchFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
