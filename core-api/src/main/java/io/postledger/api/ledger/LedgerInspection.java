package io.postledger.api.ledger;

/**
 * Holds the live log against the ledger's tree, the tree against its signed heads, and those against what was anchored, piece by piece.
 * Nothing is changed by it, and nothing repaired.
 */
public interface LedgerInspection {
    /**
     * @param from leaf that the piece begins with: 0, and what the piece before gave as {@link LedgerPiece#next}; with 0 anchors are
     *     held against the tree, too
     * @throws io.postledger.api.RejectedException INVALID_REQUEST (no leaf that a piece begins with)
     */
    LedgerPiece inspect(long from);
}
