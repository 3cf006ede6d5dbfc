package io.postledger.command.account;

import io.postledger.api.Ids;
import io.postledger.api.account.AccountAuthorizationLost;
import io.postledger.api.account.AccountConnected;
import io.postledger.api.account.AccountDisconnected;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.AccountReconnected;
import io.postledger.api.account.ConnectAccount;
import io.postledger.api.account.Platform;
import io.postledger.command.AggregateFixture;
import io.postledger.command.OnPostgres;
import java.time.Clock;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Accounts in each state, as their events. The directory is the real one and shared by all tests, so that each test has an
 * account of the network of its own.
 */
@OnPostgres
abstract class AccountFixture extends AggregateFixture<Account> {
    static final AccountId ID = new AccountId(ACCOUNT);
    static final List<String> SCOPES = List.of("tweet.write", "offline.access");

    final String externalId = new Ids(Clock.systemUTC()).next("ext", id -> id);

    @Autowired
    AccountDirectory directory;

    AccountFixture() {
        super(Account.class);
    }

    @BeforeEach
    void aDirectory() {
        fixture.registerInjectableResource(directory);
    }

    ConnectAccount connect() {
        return new ConnectAccount(ID, Platform.X, externalId, "ada", "Ada", SCOPES);
    }

    AccountConnected connected() {
        return connected(ACCOUNT, WORKSPACE);
    }

    AccountConnected connected(String accountId, String workspaceId) {
        return new AccountConnected(accountId, workspaceId, Platform.X, externalId, "ada", "Ada", SCOPES);
    }

    static AccountReconnected reconnected() {
        return new AccountReconnected(ACCOUNT, "ada", "Ada", SCOPES);
    }

    static AccountAuthorizationLost lost() {
        return new AccountAuthorizationLost(ACCOUNT, "invalid_grant");
    }

    static AccountDisconnected disconnected() {
        return new AccountDisconnected(ACCOUNT);
    }

    /** Tells the directory the first events of an account. */
    void known(String accountId, Object... events) {
        for (int sequence = 0; sequence < events.length; sequence++) {
            directory.take(new GenericDomainEventMessage<>("Account", accountId, sequence, events[sequence]));
        }
    }
}
