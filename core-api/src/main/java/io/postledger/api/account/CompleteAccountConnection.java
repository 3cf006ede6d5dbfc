package io.postledger.api.account;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.Secret;
import org.jspecify.annotations.Nullable;

/** Completes a connection with what the network sent back. Sent for whoever holds {@code state}, which is secret and used once; the workspace and the actor are those that began. Answers {@code CommandResult} of the account. Rejected: CONNECTION_NOT_FOUND (unknown, used or expired state), CONNECTION_REFUSED (the network or the person said no), CONNECTION_AMBIGUOUS (several accounts were granted, none was named; the details are their ids at the network, with names), ACCOUNT_ALREADY_CONNECTED, ACCOUNT_MISMATCH, PLATFORM_UNAVAILABLE. */
@Requires(Permission.ANYONE)
public record CompleteAccountConnection(
        Secret state, @Nullable Secret code, @Nullable String error) {}
