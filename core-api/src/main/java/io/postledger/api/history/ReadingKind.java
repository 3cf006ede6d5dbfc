package io.postledger.api.history;

/** What a reading looks at. Stored in events: constants are added, never renamed. */
public enum ReadingKind {
    /** The events of a thing, and of what followed from it. */
    EVENTS,
    /** A thing as it stood, at any number of versions, and what differs between them. */
    STATES,
    /** The events of the whole workspace that meet what was asked for. */
    SEARCH
}
