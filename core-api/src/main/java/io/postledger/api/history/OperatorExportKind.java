package io.postledger.api.history;

/** What whoever runs the installation takes out. Stored in events: constants are added, never renamed. */
public enum OperatorExportKind {
    /** An evidence bundle: events as they are stored, with what proves them. */
    EVIDENCE(false),
    /** Events as they are stored. */
    EVENTS(false),
    /** A collection or table of a projection, or of a copy of one. */
    PROJECTION(true),
    /** Events that a projection has set aside, with what they say. */
    LETTERS(true);

    private final boolean isReadable;

    OperatorExportKind(boolean isReadable) {
        this.isReadable = isReadable;
    }

    /** Whether what is personal leaves as people read it, and not as it is stored. */
    public boolean isReadable() {
        return isReadable;
    }
}
