package io.postledger.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What is not as it must be, and where.
 *
 * @param index of the leaf it is about, or of the first of them; null where it is about the whole
 * @param to the last of them; as {@code index} where it is about one
 * @param text for a person
 */
public record Finding(
        Code code, @Nullable Long index, @Nullable Long to, String text) {
    /** Stable: one is added, never renamed. */
    public enum Code {
        /** It is no bundle at all. */
        BUNDLE_UNREADABLE,
        /** Of a format that this verifier is too old for. */
        FORMAT_UNKNOWN,
        /** It ends before the last event that it must hold. */
        BUNDLE_CUT_OFF,
        /** Another installation's. */
        ORIGIN_OTHER,
        /** Signed by a key that nothing trusted leads to. */
        KEY_UNKNOWN,
        /** The manifest is not what was signed. */
        MANIFEST_ALTERED,
        /** A head is not what was signed. */
        HEAD_ALTERED,
        /** Two signed heads cannot both be true: history was rewritten. */
        HEADS_INCONSISTENT,
        /** A block of hashes is not part of the tree. */
        PROOF_INVALID,
        /** There is no block of hashes for an event. */
        EVENT_UNPROVEN,
        EVENT_ALTERED,
        EVENT_MISSING,
        EVENT_ADDED,
        EVENT_DUPLICATED,
        EVENT_OUT_OF_ORDER,
        /** What stands beside events to be read is not what the installation signed, or not there. The events are proven without it. */
        RENDERING_ALTERED,
        /** A line that is none of a bundle's, or is not written as they are. */
        LINE_UNREADABLE,
        /** The log ends before what was signed of it: an old state of the store was put back. */
        HISTORY_ROLLED_BACK,
        /** The store's tree is not what its signed heads say. */
        TREE_ALTERED
    }

    public static Finding of(Code code, String text) {
        return new Finding(code, null, null, text);
    }

    public static Finding at(Code code, long index, String text) {
        return new Finding(code, index, index, text);
    }

    public static Finding over(Code code, long from, long to, String text) {
        return new Finding(code, from, to, text);
    }

    @Override
    public String toString() {
        String where =
                index == null ? "" : index.equals(to) ? " at leaf " + index : " at leaves " + index + " to " + to;
        return code + where + ": " + text;
    }
}
