package io.postledger.command.account;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountAuthorizationLost;
import io.postledger.api.account.AccountConnected;
import io.postledger.api.account.AccountDisconnected;
import io.postledger.api.account.AccountReconnected;
import io.postledger.api.account.AccountState;
import io.postledger.api.account.ConnectAccount;
import io.postledger.api.account.DisconnectAccount;
import io.postledger.api.account.Platform;
import io.postledger.api.account.ReportAuthorizationLost;
import io.postledger.command.Root;
import io.postledger.command.memory.AggregateMemory;
import io.postledger.command.snapshot.Snapshots;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A social account that a workspace may publish to. Its tokens are elsewhere: in the sagas' store, encrypted. */
@Aggregate(
        cache = AggregateMemory.NAME,
        snapshotTriggerDefinition = Snapshots.TRIGGER,
        snapshotFilter = Snapshots.FILTER)
public class Account extends Root {
    @AggregateIdentifier
    private @Nullable String accountId;

    private @Nullable String workspaceId;
    private @Nullable Platform platform;
    private @Nullable NetworkAccount atNetwork;
    private @Nullable AccountState state;

    protected Account() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            ConnectAccount command,
            @MetaDataValue(MessageContext.WORKSPACE) String workspace,
            UnusedAccounts directory) {
        if (accountId != null) {
            reconnect(command, directory);
            return;
        }
        directory.requireUnused(workspace, command.platform(), command.externalId());
        apply(new AccountConnected(
                command.accountId().value(),
                workspace,
                command.platform(),
                command.externalId(),
                command.handle(),
                command.displayName(),
                command.scopes()));
    }

    private void reconnect(ConnectAccount command, UnusedAccounts directory) {
        if (command.platform() != platform || !command.externalId().equals(atNetwork.externalId())) {
            throw new RejectedException(
                    RejectionCode.ACCOUNT_MISMATCH, "Access was granted to another account than the one reconnected");
        }
        if (state == AccountState.DISCONNECTED) {
            directory.requireUnused(workspaceId, platform, atNetwork.externalId());
        }
        apply(new AccountReconnected(accountId, command.handle(), command.displayName(), command.scopes()));
    }

    @CommandHandler
    void handle(DisconnectAccount command) {
        if (state != AccountState.DISCONNECTED) {
            apply(new AccountDisconnected(accountId));
        }
    }

    @CommandHandler
    void handle(ReportAuthorizationLost command) {
        if (state == AccountState.CONNECTED) {
            apply(new AccountAuthorizationLost(accountId, command.reason()));
        }
    }

    @EventSourcingHandler
    void on(AccountConnected event) {
        accountId = event.accountId();
        workspaceId = event.workspaceId();
        platform = event.platform();
        atNetwork = new NetworkAccount(accountId, workspaceId, event.externalId());
        state = AccountState.CONNECTED;
    }

    @EventSourcingHandler
    void on(AccountReconnected event) {
        state = AccountState.CONNECTED;
    }

    @EventSourcingHandler
    void on(AccountAuthorizationLost event) {
        state = AccountState.NEEDS_RECONNECT;
    }

    @EventSourcingHandler
    void on(AccountDisconnected event) {
        state = AccountState.DISCONNECTED;
    }

    @Override
    protected @Nullable String id() {
        return accountId;
    }

    @Override
    protected @Nullable String workspaceId() {
        return workspaceId;
    }

    @Override
    protected RejectionCode notFound() {
        return RejectionCode.ACCOUNT_NOT_FOUND;
    }
}
