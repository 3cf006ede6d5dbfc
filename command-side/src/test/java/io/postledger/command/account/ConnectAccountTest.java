package io.postledger.command.account;

import io.postledger.api.CommandResult;
import io.postledger.api.Ids;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountAuthorizationLost;
import io.postledger.api.account.AccountDisconnected;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.AccountReconnected;
import io.postledger.api.account.ConnectAccount;
import io.postledger.api.account.DisconnectAccount;
import io.postledger.api.account.Platform;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;

class ConnectAccountTest extends AccountFixture {
    private final String another =
            new Ids(Clock.systemUTC()).next(AccountId.PREFIX, AccountId::new).value();

    @Test
    void givenNothing_whenConnected_thenConnectedInTheSendersWorkspace() {
        when(fixture.givenNoPriorActivity(), connect())
                .expectEvents(connected())
                .expectResultMessagePayload(new CommandResult(ACCOUNT, 0));
    }

    @Test
    void givenConnected_whenRequestRepeated_thenAnsweredAsTheFirstTimeWithoutEvent() {
        fixture.givenCommands(new GenericCommandMessage<>(connect(), context()))
                .when(connect(), context())
                .expectNoEvents()
                .expectResultMessagePayload(new CommandResult(ACCOUNT, 0));
    }

    @Test
    void givenConnected_whenRequestIdComesWithAnotherCommand_thenRejected() {
        Map<String, Object> first = context();
        first.put(MessageContext.COMMAND, "ConnectAccount");
        assertRejected(
                fixture.given(new GenericEventMessage<>(connected(), first)).when(new DisconnectAccount(ID), context()),
                RejectionCode.REQUEST_ID_REUSED);
    }

    @Test
    void givenWorkspaceUsesAccountOfTheNetwork_whenConnectedUnderAnotherId_thenRejected() {
        known(another, connected(another, WORKSPACE));
        assertRejected(when(fixture.givenNoPriorActivity(), connect()), RejectionCode.ACCOUNT_ALREADY_CONNECTED);
    }

    @Test
    void givenWorkspaceWaitsForItsAccountToBeReconnected_whenConnectedUnderAnotherId_thenRejected() {
        known(another, connected(another, WORKSPACE), new AccountAuthorizationLost(another, "invalid_grant"));
        assertRejected(when(fixture.givenNoPriorActivity(), connect()), RejectionCode.ACCOUNT_ALREADY_CONNECTED);
    }

    @Test
    void givenWorkspaceDisconnectedAccountOfTheNetwork_whenConnectedUnderAnotherId_thenConnected() {
        known(another, connected(another, WORKSPACE), new AccountDisconnected(another));
        when(fixture.givenNoPriorActivity(), connect()).expectEvents(connected());
    }

    @Test
    void givenAnotherWorkspaceUsesAccountOfTheNetwork_whenConnected_thenConnectedHereToo() {
        known(another, connected(another, OTHER_WORKSPACE));
        when(fixture.givenNoPriorActivity(), connect()).expectEvents(connected());
    }

    @Test
    void givenConnected_whenConnectedByAnotherWorkspace_thenNotFound() {
        assertRejected(
                fixture.given(connected()).when(connect(), context(OTHER_WORKSPACE, "r")),
                RejectionCode.ACCOUNT_NOT_FOUND);
    }

    @Test
    void givenConnected_whenConnectedAnew_thenReconnectedWithWhatTheNetworkSaysNow() {
        ConnectAccount renamed =
                new ConnectAccount(ID, Platform.X, externalId, "countess", "Lovelace", List.of("tweet.write"));
        known(ACCOUNT, connected());
        when(fixture.given(connected()), renamed)
                .expectEvents(new AccountReconnected(ACCOUNT, "countess", "Lovelace", List.of("tweet.write")))
                .expectResultMessagePayload(new CommandResult(ACCOUNT, 1));
    }

    @Test
    void givenAuthorizationLost_whenConnectedAnew_thenReconnected() {
        when(fixture.given(connected(), lost()), connect()).expectEvents(reconnected());
    }

    @Test
    void givenConnected_whenAccessIsToAnotherAccount_thenRejected() {
        assertRejected(
                when(fixture.given(connected()), new ConnectAccount(ID, Platform.X, "another", "eve", "Eve", SCOPES)),
                RejectionCode.ACCOUNT_MISMATCH);
    }

    @Test
    void givenDisconnected_whenConnectedAnew_thenReconnected() {
        when(fixture.given(connected(), disconnected()), connect()).expectEvents(reconnected());
    }

    @Test
    void givenDisconnectedAndConnectedUnderAnotherIdSince_whenConnectedAnew_thenRejected() {
        known(another, connected(another, WORKSPACE));
        assertRejected(
                when(fixture.given(connected(), disconnected()), connect()), RejectionCode.ACCOUNT_ALREADY_CONNECTED);
    }

    @Test
    void givenConnected_whenAnotherVersionIsExpected_thenRejected() {
        Map<String, Object> context = context();
        context.put(MessageContext.EXPECTED_VERSION, 3L);
        assertRejected(fixture.given(connected()).when(connect(), context), RejectionCode.STALE_VERSION);
    }
}
