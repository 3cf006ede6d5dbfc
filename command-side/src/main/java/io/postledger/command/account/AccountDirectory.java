package io.postledger.command.account;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountAuthorizationLost;
import io.postledger.api.account.AccountConnected;
import io.postledger.api.account.AccountDisconnected;
import io.postledger.api.account.AccountEvent;
import io.postledger.api.account.AccountReconnected;
import io.postledger.api.account.AccountState;
import io.postledger.api.account.Platform;
import io.postledger.api.privacy.ErasureBegun;
import io.postledger.command.directory.Directory;
import io.postledger.command.directory.DirectoryProgress;
import io.postledger.command.directory.NameLocks;
import io.postledger.privacy.PostgresSubjectKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accounts across aggregates. */
@Component
public class AccountDirectory implements KnownAccounts, UnusedAccounts, Directory {
    private final JdbcClient jdbc;
    private final NameLocks names;
    private final DirectoryProgress progress;
    private final PostgresSubjectKeys keys;

    AccountDirectory(JdbcClient jdbc, NameLocks names, DirectoryProgress progress, PostgresSubjectKeys keys) {
        this.keys = keys;
        this.jdbc = jdbc;
        this.names = names;
        this.progress = progress;
    }

    @Override
    public Optional<KnownAccount> find(String workspaceId, String accountId) {
        progress.requireStarted();
        return jdbc.sql("SELECT * FROM known_account WHERE account_id = ? AND workspace_id = ?")
                .params(accountId, workspaceId)
                .query(AccountDirectory::account)
                .optional();
    }

    /** Whoever held it before has either failed or is in the log, and what is in the log is waited for. */
    @Override
    public void requireUnused(String workspaceId, Platform platform, String externalId) {
        names.hold("account", workspaceId, platform.name(), externalId);
        progress.requireHead();
        jdbc.sql("""
                        SELECT * FROM known_account
                        WHERE workspace_id = ? AND platform = ? AND external_id IN (?, ?) AND state <> ? LIMIT 1""")
                // As it is in rows from before it was hashed.
                .params(workspaceId, platform.name(), externalId, hash(externalId), AccountState.DISCONNECTED.name())
                .query(AccountDirectory::account)
                .optional()
                .ifPresent(used -> {
                    throw new RejectedException(
                            RejectionCode.ACCOUNT_ALREADY_CONNECTED,
                            "This account is connected to the workspace already",
                            Map.of("accountId", used.accountId()));
                });
    }

    /** All that has to be known of a network's id is whether another is the same. */
    private String hash(String externalId) {
        return HexFormat.of().formatHex(keys.hash(externalId));
    }

    private static KnownAccount account(ResultSet row, int number) throws SQLException {
        return new KnownAccount(
                row.getString("account_id"),
                row.getString("workspace_id"),
                Platform.valueOf(row.getString("platform")),
                row.getString("external_id"),
                AccountState.valueOf(row.getString("state")));
    }

    @Override
    public void take(DomainEventMessage<?> message) {
        if (message.getPayload() instanceof ErasureBegun begun) {
            forget(begun.subject());
        }
        if (!(message.getPayload() instanceof AccountEvent event)) {
            return;
        }
        long sequence = message.getSequenceNumber();
        if (event instanceof AccountConnected connected) {
            insert(connected, sequence);
        } else if (event instanceof AccountReconnected reconnected) {
            become(AccountState.CONNECTED, reconnected.accountId(), sequence);
        } else if (event instanceof AccountAuthorizationLost lost) {
            become(AccountState.NEEDS_RECONNECT, lost.accountId(), sequence);
        } else if (event instanceof AccountDisconnected disconnected) {
            become(AccountState.DISCONNECTED, disconnected.accountId(), sequence);
        }
    }

    /** Accounts of an erased workspace are connected no more, and nobody knows whose they were. */
    private void forget(String workspaceId) {
        jdbc.sql("UPDATE known_account SET external_id = '', state = ?, sequence = ? WHERE workspace_id = ?")
                .params(AccountState.DISCONNECTED.name(), Long.MAX_VALUE, workspaceId)
                .update();
    }

    private void insert(AccountConnected event, long sequence) {
        jdbc.sql("""
                        INSERT INTO known_account (account_id, workspace_id, platform, external_id, state, sequence)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (account_id) DO UPDATE SET state = excluded.state, sequence = excluded.sequence
                        WHERE known_account.sequence < excluded.sequence""")
                .params(
                        event.accountId(),
                        event.workspaceId(),
                        event.platform().name(),
                        hash(event.externalId()),
                        AccountState.CONNECTED.name(),
                        sequence)
                .update();
    }

    /** Where the row is missing, the log will bring it, and this event after it. */
    private void become(AccountState state, String accountId, long sequence) {
        jdbc.sql("UPDATE known_account SET state = ?, sequence = ? WHERE account_id = ? AND sequence < ?")
                .params(state.name(), sequence, accountId, sequence)
                .update();
    }
}
