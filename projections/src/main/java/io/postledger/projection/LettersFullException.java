package io.postledger.projection;

/**
 * There are as many letters as a generation, or a sequence in it, may have. The projection stands still rather than lose one: mend
 * the handler and retry the letters, or raise {@code postledger.letters}.
 */
final class LettersFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LettersFullException(String message) {
        super(message);
    }
}
