package io.postledger.api.post;

import io.postledger.api.account.Platform;

/** An account that a post is meant for, and the network it is on. */
public record PostTarget(String accountId, Platform platform) {}
