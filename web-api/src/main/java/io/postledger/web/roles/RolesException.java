package io.postledger.web.roles;

/** The process must not start with these roles. The code is stable. */
final class RolesException extends RuntimeException {
    private final String action;

    RolesException(String code, String sentence, String action) {
        super(code + ": " + sentence);
        this.action = action;
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
