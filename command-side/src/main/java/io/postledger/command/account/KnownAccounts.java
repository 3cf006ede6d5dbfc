package io.postledger.command.account;

import java.util.Optional;

/** The accounts of a workspace, for decisions of other aggregates. */
public interface KnownAccounts {
    /** The account, if it is in this workspace. */
    Optional<KnownAccount> find(String workspaceId, String accountId);
}
