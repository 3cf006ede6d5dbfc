package io.postledger.api.account;

import io.postledger.api.StoredAs;
import java.util.List;

/** An account was connected. */
@StoredAs(name = "account.AccountConnected")
public record AccountConnected(
        String accountId,
        String workspaceId,
        Platform platform,
        String externalId,
        String handle,
        String displayName,
        List<String> scopes)
        implements AccountEvent {}
