package io.postledger.api.post;

import io.postledger.api.account.Platform;

/** The delivery of a post to one account. */
public record PlannedPublication(String publicationId, String accountId, Platform platform) {}
