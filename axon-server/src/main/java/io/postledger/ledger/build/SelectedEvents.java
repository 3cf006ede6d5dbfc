package io.postledger.ledger.build;

import io.postledger.ledger.Leaf;
import io.postledger.ledger.Selection;
import io.postledger.store.StoredInstants;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an event belongs to a selection, told by its stored bytes. */
final class SelectedEvents {
    private final Selection selection;
    private final byte[] id;

    SelectedEvents(Selection selection) {
        this.selection = selection;
        id = selection.id() == null ? new byte[0] : selection.id().getBytes(StandardCharsets.UTF_8);
    }

    boolean has(Leaf leaf) {
        return switch (selection.kind()) {
            case EVERYTHING -> true;
            case TIME -> isInTime(leaf.recordedAt());
            case POST, ACCOUNT, WORKSPACE ->
                leaf.aggregateId().equals(selection.id()) || names(leaf.payload()) || names(leaf.metadata());
        };
    }

    /** What is no time is in every range. */
    private boolean isInTime(String recordedAt) {
        try {
            Instant at = StoredInstants.of(recordedAt);
            return (selection.from() == null || !at.isBefore(selection.from()))
                    && (selection.until() == null || at.isBefore(selection.until()));
        } catch (DateTimeException e) {
            return true;
        }
    }

    private boolean names(byte @Nullable [] stored) {
        if (stored == null) {
            return false;
        }
        for (int from = 0; from <= stored.length - id.length; from++) {
            int same = 0;
            while (same < id.length && stored[from + same] == id[same]) {
                same++;
            }
            if (same == id.length) {
                return true;
            }
        }
        return false;
    }
}
