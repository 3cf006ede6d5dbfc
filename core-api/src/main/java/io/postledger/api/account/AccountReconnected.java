package io.postledger.api.account;

import io.postledger.api.StoredAs;
import java.util.List;

/** Access to an account was granted anew. */
@StoredAs(name = "account.AccountReconnected")
public record AccountReconnected(String accountId, String handle, String displayName, List<String> scopes)
        implements AccountEvent {}
