package io.postledger.command.account;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountAuthorizationLost;
import io.postledger.api.account.AccountConnected;
import io.postledger.api.account.AccountDisconnected;
import io.postledger.api.account.AccountReconnected;
import io.postledger.api.account.AccountState;
import io.postledger.api.account.Platform;
import java.util.Map;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Accounts across aggregates, written in the transaction of the command that changes them. */
@Component
@ProcessingGroup("account-directory")
public class AccountDirectory implements KnownAccounts {
    private final AccountRows rows;

    AccountDirectory(AccountRows rows) {
        this.rows = rows;
    }

    @Override
    public Optional<KnownAccount> find(String workspaceId, String accountId) {
        return rows.findByAccountIdAndWorkspaceId(accountId, workspaceId);
    }

    /** Rejected with ACCOUNT_ALREADY_CONNECTED where the workspace uses this account of the network already. */
    void requireUnused(String workspaceId, Platform platform, String externalId) {
        rows.findByWorkspaceIdAndPlatformAndExternalIdAndStateNot(
                        workspaceId, platform, externalId, AccountState.DISCONNECTED)
                .ifPresent(used -> {
                    throw alreadyConnected(Map.of("accountId", used.accountId()));
                });
    }

    @EventHandler
    void on(AccountConnected event) {
        try {
            rows.saveAndFlush(new KnownAccount(
                    event.accountId(),
                    event.workspaceId(),
                    event.platform(),
                    event.externalId(),
                    AccountState.CONNECTED));
        } catch (DataIntegrityViolationException raced) {
            throw alreadyConnected(Map.of());
        }
    }

    @EventHandler
    void on(AccountReconnected event) {
        rows.findById(event.accountId()).ifPresent(account -> account.become(AccountState.CONNECTED));
    }

    @EventHandler
    void on(AccountAuthorizationLost event) {
        rows.findById(event.accountId()).ifPresent(account -> account.become(AccountState.NEEDS_RECONNECT));
    }

    @EventHandler
    void on(AccountDisconnected event) {
        rows.findById(event.accountId()).ifPresent(account -> account.become(AccountState.DISCONNECTED));
    }

    private static RejectedException alreadyConnected(Map<String, String> details) {
        return new RejectedException(
                RejectionCode.ACCOUNT_ALREADY_CONNECTED, "This account is connected to the workspace already", details);
    }
}
