package io.postledger.command.account;

import io.postledger.api.account.Platform;

/** That an account of a network is connected to a workspace once. */
@FunctionalInterface
public interface UnusedAccounts {
    /**
     * Holds the account of the network until the running transaction ends. Rejected with ACCOUNT_ALREADY_CONNECTED where
     * the workspace uses it already.
     */
    void requireUnused(String workspaceId, Platform platform, String externalId);
}
