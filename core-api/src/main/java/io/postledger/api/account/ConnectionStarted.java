package io.postledger.api.account;

import java.net.URI;
import java.time.Instant;

/** Where to send the person to grant access; {@code expiresAt} is when the grant must have come back (UTC). */
public record ConnectionStarted(AccountId accountId, URI authorizationUri, Instant expiresAt) {}
