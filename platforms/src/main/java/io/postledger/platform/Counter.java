package io.postledger.platform;

/** What networks count about a post. Names are stored: constants are added, never renamed. */
public enum Counter {
    IMPRESSIONS,
    LIKES,
    REPOSTS,
    REPLIES,
    QUOTES,
    BOOKMARKS,
    /** How often a video was played, as the network counts plays. */
    VIDEO_VIEWS,
    /** Passed on, in whatever way the network counts. */
    SHARES
}
