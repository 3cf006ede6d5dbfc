package io.postledger.command.account;

import io.postledger.api.account.AccountState;
import io.postledger.api.account.Platform;

/**
 * An account as other aggregates' decisions need to know it; written by {@link AccountDirectory} alone.
 *
 * @param externalId its id on the network, as a keyed hash
 */
public record KnownAccount(
        String accountId, String workspaceId, Platform platform, String externalId, AccountState state) {}
