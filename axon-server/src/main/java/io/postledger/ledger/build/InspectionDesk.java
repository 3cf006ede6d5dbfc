package io.postledger.ledger.build;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.ledger.LedgerInspection;
import io.postledger.api.ledger.LedgerPiece;
import io.postledger.ledger.Finding;
import io.postledger.ledger.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks for whoever wants to know now. */
final class InspectionDesk implements LedgerInspection {
    private static final int PIECE = 128 * Tile.WIDTH;
    /** Of a piece: of very many the first say enough. */
    private static final int MOST_FINDINGS = 1_000;

    private final LedgerTables tables;
    private final LedgerCheck check;
    private final AnchoredHeads anchored;

    InspectionDesk(LedgerTables tables, LedgerCheck check, AnchoredHeads anchored) {
        this.tables = tables;
        this.check = check;
        this.anchored = anchored;
    }

    @Override
    public LedgerPiece inspect(long from) {
        if (from < 0 || from % Tile.WIDTH != 0) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST, "Begin with 0, and go on with what was given as next", Map.of());
        }
        AnchoredHeads.Result anchors = from == 0 ? anchored.check() : new AnchoredHeads.Result(List.of(), 0, List.of());
        List<Finding> findings = new ArrayList<>(anchors.findings());
        long size = tables.size();
        long to = Math.min(from + PIECE, size);
        if (from < to || from == 0) {
            findings.addAll(check.piece(from, to));
        }
        return new LedgerPiece(
                size,
                to < size ? to : null,
                anchors.heads(),
                anchors.unreadable(),
                findings.stream()
                        .limit(MOST_FINDINGS)
                        .map(one -> new LedgerPiece.Found(one.code().name(), one.index(), one.to(), one.text()))
                        .toList());
    }
}
