package io.postledger.ledger.build;

import io.postledger.api.MessageContext;
import io.postledger.api.history.OperatorTrailId;
import io.postledger.ledger.Leaf;
import io.postledger.ledger.Selection;
import io.postledger.store.StoredInstants;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Whether an event belongs to a selection, told by its stored bytes. */
final class SelectedEvents {
    private final Selection selection;
    private final byte[] id;
    private final byte[] workspace;

    SelectedEvents(Selection selection) {
        this.selection = selection;
        id = bytes(selection.id());
        workspace = bytes(selection.workspace());
    }

    private static byte[] bytes(@Nullable String text) {
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    boolean has(Leaf leaf) {
        return mayBeShown(leaf) && isMeant(leaf);
    }

    /**
     * Whether it is of the workspace that the selection keeps to. The message that an event was made by says so; where that says
     * nothing, the event does. What merely names the workspace is not its own. What was taken out of the whole installation concerns
     * every workspace.
     */
    boolean mayBeShown(Leaf leaf) {
        String only = selection.workspace();
        if (only == null || leaf.aggregateId().equals(only) || isOfEveryWorkspace(leaf)) {
            return true;
        }
        if (!names(leaf.metadata(), workspace) && !names(leaf.payload(), workspace)) {
            return false;
        }
        String said = text(leaf.metadata(), MessageContext.WORKSPACE);
        return only.equals(said == null ? text(leaf.payload(), "workspaceId") : said);
    }

    private static boolean isOfEveryWorkspace(Leaf leaf) {
        return leaf.aggregateId().equals(OperatorTrailId.INSTALLATION.value());
    }

    private static @Nullable String text(byte @Nullable [] json, String field) {
        try {
            return json == null
                    ? null
                    : JsonMapper.shared().readTree(json).path(field).asString(null);
        } catch (JacksonException e) {
            return null;
        }
    }

    private boolean isMeant(Leaf leaf) {
        return switch (selection.kind()) {
            case EVERYTHING -> true;
            case TIME -> isInTime(leaf.recordedAt());
            case ERASURE -> leaf.aggregateId().equals(selection.id());
            case WORKSPACE -> isAboutId(leaf) || isOfEveryWorkspace(leaf);
            case POST, ACCOUNT -> isAboutId(leaf);
        };
    }

    private boolean isAboutId(Leaf leaf) {
        return leaf.aggregateId().equals(selection.id()) || names(leaf.payload(), id) || names(leaf.metadata(), id);
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

    private static boolean names(byte @Nullable [] stored, byte[] id) {
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
