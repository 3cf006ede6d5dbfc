package io.postledger.query.account;

import com.mongodb.client.model.Indexes;
import io.postledger.api.account.AccountAuthorizationLost;
import io.postledger.api.account.AccountConnected;
import io.postledger.api.account.AccountDisconnected;
import io.postledger.api.account.AccountReconnected;
import io.postledger.api.account.AccountState;
import io.postledger.projection.Projection;
import io.postledger.projection.mongo.MongoStore;
import io.postledger.projection.mongo.MongoView;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Connected accounts and whether they can be used. */
@Component
@ProcessingGroup("accounts")
class AccountsProjection implements Projection {
    private final MongoView accounts;

    AccountsProjection(MongoStore store) {
        accounts = new MongoView(store, "accounts", List.of(Indexes.ascending("workspaceId")));
    }

    @Override
    public List<MongoView> targets() {
        return List.of(accounts);
    }

    MongoView view() {
        return accounts;
    }

    @EventHandler
    void on(AccountConnected event) {
        accounts.create(
                event.accountId(),
                () -> new Document("workspaceId", event.workspaceId())
                        .append("platform", event.platform().name())
                        .append("externalId", event.externalId())
                        .append("handle", event.handle())
                        .append("displayName", event.displayName())
                        .append("state", AccountState.CONNECTED.name()));
    }

    @EventHandler
    void on(AccountReconnected event) {
        accounts.change(event.accountId(), account -> {
            account.append("handle", event.handle()).append("displayName", event.displayName());
            setState(account, AccountState.CONNECTED, null);
        });
    }

    @EventHandler
    void on(AccountAuthorizationLost event) {
        accounts.change(event.accountId(), account -> setState(account, AccountState.NEEDS_RECONNECT, event.reason()));
    }

    @EventHandler
    void on(AccountDisconnected event) {
        accounts.change(event.accountId(), account -> setState(account, AccountState.DISCONNECTED, null));
    }

    private static void setState(Document account, AccountState state, @Nullable String reason) {
        account.append("state", state.name()).append("stateReason", reason);
    }
}
