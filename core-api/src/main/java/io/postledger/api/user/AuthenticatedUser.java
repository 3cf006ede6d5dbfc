package io.postledger.api.user;

/** Who signed in. */
public record AuthenticatedUser(UserId userId, String displayName) {}
