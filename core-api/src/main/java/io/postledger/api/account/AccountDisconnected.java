package io.postledger.api.account;

import io.postledger.api.StoredAs;

/** An account is no longer used. */
@StoredAs(name = "account.AccountDisconnected")
public record AccountDisconnected(String accountId) implements AccountEvent {}
