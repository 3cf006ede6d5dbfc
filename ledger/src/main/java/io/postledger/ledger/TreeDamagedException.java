package io.postledger.ledger;

/** The stored tree lacks what it must have. */
public final class TreeDamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TreeDamagedException(String message) {
        super(message);
    }
}
