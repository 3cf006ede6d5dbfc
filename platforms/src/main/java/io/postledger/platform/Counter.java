package io.postledger.platform;

/** What networks count about a post. Names are stored: constants are added, never renamed. */
public enum Counter {
    IMPRESSIONS,
    LIKES,
    REPOSTS,
    REPLIES,
    QUOTES,
    BOOKMARKS
}
