package io.postledger.api.account;

import io.postledger.api.StoredAs;
import io.postledger.api.privacy.PersonalData;
import java.util.List;

/** Access to an account was granted anew. */
@StoredAs(name = "account.AccountReconnected")
public record AccountReconnected(
        String accountId,
        @PersonalData String handle,
        @PersonalData String displayName,
        List<String> scopes) implements AccountEvent {}
