package io.postledger.api.account;

import io.postledger.api.StoredAs;

/** The network no longer accepts our grant; the account waits to be reconnected. */
@StoredAs(name = "account.AccountAuthorizationLost")
public record AccountAuthorizationLost(String accountId, String reason) implements AccountEvent {}
