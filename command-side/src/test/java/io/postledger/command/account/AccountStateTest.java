package io.postledger.command.account;

import io.postledger.api.CommandResult;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountAuthorizationLost;
import io.postledger.api.account.DisconnectAccount;
import io.postledger.api.account.ReportAuthorizationLost;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.Test;

/** An account's way through its states, once it is connected. */
class AccountStateTest extends AccountFixture {
    private static final DisconnectAccount DISCONNECT = new DisconnectAccount(ID);
    private static final ReportAuthorizationLost REPORT_LOST = new ReportAuthorizationLost(ID, "invalid_grant");

    @Test
    void givenConnected_whenAuthorizationLost_thenWaitsToBeReconnected() {
        when(fixture.given(connected()), REPORT_LOST)
                .expectEvents(lost())
                .expectResultMessagePayload(new CommandResult(ACCOUNT, 1));
    }

    @Test
    void givenAuthorizationLost_whenReportedAgain_thenNothingNew() {
        when(fixture.given(connected(), lost()), REPORT_LOST)
                .expectNoEvents()
                .expectResultMessagePayload(new CommandResult(ACCOUNT, 1));
    }

    @Test
    void givenReconnected_whenAuthorizationLostAgain_thenWaitsAgain() {
        when(fixture.given(connected(), lost(), reconnected()), new ReportAuthorizationLost(ID, "revoked"))
                .expectEvents(new AccountAuthorizationLost(ACCOUNT, "revoked"));
    }

    @Test
    void givenDisconnected_whenAuthorizationLost_thenStaysDisconnected() {
        when(fixture.given(connected(), disconnected()), REPORT_LOST).expectNoEvents();
    }

    @Test
    void givenConnected_whenDisconnected_thenDisconnected() {
        when(fixture.given(connected()), DISCONNECT).expectEvents(disconnected());
    }

    @Test
    void givenAuthorizationLost_whenDisconnected_thenDisconnected() {
        when(fixture.given(connected(), lost()), DISCONNECT).expectEvents(disconnected());
    }

    @Test
    void givenReconnectedAfterDisconnecting_whenDisconnected_thenDisconnectedAgain() {
        when(fixture.given(connected(), disconnected(), reconnected()), DISCONNECT)
                .expectEvents(disconnected());
    }

    @Test
    void givenDisconnected_whenDisconnectedByAnotherRequest_thenNothingNew() {
        when(fixture.given(connected(), disconnected()), DISCONNECT)
                .expectNoEvents()
                .expectResultMessagePayload(new CommandResult(ACCOUNT, 1));
    }

    @Test
    void givenDisconnectedAndReconnectedSince_whenTheDisconnectingIsRepeated_thenStaysConnected() {
        fixture.given(connected())
                .andGivenCommands(
                        new GenericCommandMessage<>(DISCONNECT, context(WORKSPACE, "disconnect")),
                        new GenericCommandMessage<>(connect(), context(WORKSPACE, "reconnect")))
                .when(DISCONNECT, context(WORKSPACE, "disconnect"))
                .expectNoEvents()
                .expectResultMessagePayload(new CommandResult(ACCOUNT, 1));
    }

    @Test
    void givenConnected_whenAnotherWorkspaceDisconnects_thenNotFound() {
        assertRejected(
                fixture.given(connected()).when(DISCONNECT, context(OTHER_WORKSPACE, "r")),
                RejectionCode.ACCOUNT_NOT_FOUND);
    }

    @Test
    void givenConnected_whenAuthorizationLostIsReportedFromAnotherWorkspace_thenNotFound() {
        assertRejected(
                fixture.given(connected()).when(REPORT_LOST, context(OTHER_WORKSPACE, "r")),
                RejectionCode.ACCOUNT_NOT_FOUND);
    }

    /** The command gate makes ACCOUNT_NOT_FOUND of it. */
    @Test
    void givenNothing_whenDisconnected_thenNoSuchAggregate() {
        when(fixture.givenNoPriorActivity(), DISCONNECT)
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void givenNothing_whenAuthorizationLost_thenNoSuchAggregate() {
        when(fixture.givenNoPriorActivity(), REPORT_LOST)
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }
}
