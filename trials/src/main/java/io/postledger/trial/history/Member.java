package io.postledger.trial.history;

import io.postledger.api.user.UserId;

/** Somebody who uses Postledger. */
public record Member(UserId userId, String email, String displayName) {}
