package io.postledger.api.account;

/** A social network that Postledger publishes to. The name is stored in events: constants are added, never renamed. */
public enum Platform {
    X,
    FACEBOOK,
    INSTAGRAM,
    LINKEDIN,
    YOUTUBE,
    TIKTOK,
    PINTEREST
}
