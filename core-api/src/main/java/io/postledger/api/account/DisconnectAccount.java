package io.postledger.api.account;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends the use of an account. Rejected: ACCOUNT_NOT_FOUND. */
@Requires(Permission.MANAGE_ACCOUNTS)
public record DisconnectAccount(@TargetAggregateIdentifier AccountId accountId) implements AccountCommand {}
