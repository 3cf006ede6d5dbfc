package io.postledger.api.account;

import io.postledger.api.StoredAs;
import io.postledger.api.privacy.PersonalData;
import java.util.List;

/** An account was connected. */
@StoredAs(name = "account.AccountConnected")
public record AccountConnected(
        String accountId,
        String workspaceId,
        Platform platform,
        @PersonalData(identifier = true) String externalId,
        @PersonalData String handle,
        @PersonalData String displayName,
        List<String> scopes)
        implements AccountEvent {}
