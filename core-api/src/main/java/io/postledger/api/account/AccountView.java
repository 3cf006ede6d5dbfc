package io.postledger.api.account;

import org.jspecify.annotations.Nullable;

/** An account as it stands. */
public record AccountView(
        String accountId,
        Platform platform,
        String externalId,
        String handle,
        String displayName,
        AccountState state,
        @Nullable String stateReason,
        long version) {}
