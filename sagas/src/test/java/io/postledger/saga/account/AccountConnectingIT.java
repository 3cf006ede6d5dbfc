package io.postledger.saga.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.CommandResult;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.Secret;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.BeginAccountConnection;
import io.postledger.api.account.CompleteAccountConnection;
import io.postledger.api.account.ConnectAccount;
import io.postledger.api.account.ConnectionStarted;
import io.postledger.api.account.Platform;
import io.postledger.platform.Codes;
import io.postledger.platform.Connectable;
import io.postledger.platform.Grant;
import io.postledger.platform.PlatformException;
import io.postledger.platform.RemoteAccount;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connecting and reconnecting, with a command side that refuses where it does. */
class AccountConnectingIT extends GrantsFixture {
    private @Nullable RejectionCode refusal;

    @BeforeAll
    void connecting() {
        new AnnotationCommandHandlerAdapter<>(room.bean(AccountConnecting.class)).subscribe(room.bus);
        room.on(ConnectAccount.class, command -> {
            if (refusal != null) {
                throw new RejectedException(refusal, "as the test says");
            }
            return new CommandResult(command.accountId().value(), 0);
        });
    }

    @BeforeEach
    void noRefusal() {
        refusal = null;
    }

    private ConnectionStarted begun(AccountId account, @Nullable String externalId) {
        return room.gateway.sendAndWait(new GenericCommandMessage<>(
                new BeginAccountConnection(account, Platform.X, REDIRECT, externalId),
                Map.of(MessageContext.WORKSPACE, WORKSPACE, MessageContext.ACTOR, "user:ada")));
    }

    private CommandResult completed(ConnectionStarted started) {
        String state = started.authorizationUri().toString().replaceFirst(".*[?&]state=([^&]*).*", "$1");
        return room.gateway.sendAndWait(new CompleteAccountConnection(
                new Secret(state), new Secret(room.consent(started.authorizationUri(), HANDLE)), null));
    }

    /** What the network says the consent covers, with a token for each. */
    private void covers(String... names) {
        Grant grant = consented();
        script.answers(
                "accounts",
                () -> Arrays.stream(names)
                        .map(name -> new Connectable(new RemoteAccount("id-" + name, name, "Page " + name), grant))
                        .toList());
    }

    private StoredGrant connected() {
        StoredGrant known = stored(in(Duration.ofHours(2)), in(Duration.ofHours(1)));
        return now(known);
    }

    private void assertRefusedAndTheOldGrantKept(StoredGrant known, RejectionCode code) {
        assertThatThrownBy(() -> completed(begun(new AccountId(known.accountId()), null)))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(now(known)).isEqualTo(known);
        assertThat(access(known)).isEqualTo(known.access());
    }

    @Test
    void givenReconnected_thenTheNewGrantServes() {
        StoredGrant known = connected();

        completed(begun(new AccountId(known.accountId()), null));

        assertThat(now(known).accessToken()).isNotEqualTo(known.accessToken());
        assertThat(access(known)).isEqualTo(now(known).access());
    }

    @Test
    void givenAccountRefusesTheReconnection_thenTheTokenThatWorksIsKept() {
        refusal = RejectionCode.ACCOUNT_MISMATCH;
        assertRefusedAndTheOldGrantKept(connected(), RejectionCode.ACCOUNT_MISMATCH);
    }

    @Test
    void givenConsentOfAnotherAccount_thenTheTokenThatWorksIsKept() {
        StoredGrant known = connected();
        covers("other");
        assertRefusedAndTheOldGrantKept(known, RejectionCode.ACCOUNT_MISMATCH);
        assertThat(room.sent(ConnectAccount.class))
                .noneMatch(command -> command.accountId().value().equals(known.accountId()));
    }

    @Test
    void givenCodeNotAccepted_thenTheTokenThatWorksIsKept() {
        StoredGrant known = connected();
        script.fails("exchangeCode", PlatformException.Kind.REFUSED, Codes.GRANT_REVOKED, null);
        assertRefusedAndTheOldGrantKept(known, RejectionCode.CONNECTION_REFUSED);
    }

    @Test
    void givenNetworkAwayAtTheConsent_thenTheTokenThatWorksIsKept() {
        StoredGrant known = connected();
        script.fails("accounts", PlatformException.Kind.UNKNOWN, Codes.TIMEOUT, null);
        assertRefusedAndTheOldGrantKept(known, RejectionCode.PLATFORM_UNAVAILABLE);
    }

    @Test
    void givenReconnectionWithoutRefreshToken_thenTheOldRefreshTokenIsKept() {
        StoredGrant known = connected();
        Grant grant = consented();
        Grant without = new Grant(grant.accessToken(), null, grant.expiresAt(), grant.scopes());
        script.answers(
                "accounts",
                () -> List.of(new Connectable(
                        new RemoteAccount(known.account().externalId(), HANDLE, "Northbike"), without)));

        completed(begun(new AccountId(known.accountId()), null));

        assertThat(now(known).accessToken()).isEqualTo(grant.accessToken());
        assertThat(now(known).refreshToken()).isEqualTo(known.refreshToken());
    }

    @Test
    void givenSeveralAccountsAndNoneNamed_thenAmbiguousWithAllOfThem() {
        covers("one", "two");
        AccountId account = newAccount();

        assertThatThrownBy(() -> completed(begun(account, null))).isInstanceOfSatisfying(RejectedException.class, e -> {
            assertThat(e.code()).isEqualTo(RejectionCode.CONNECTION_AMBIGUOUS);
            assertThat(e.rejection().details()).isEqualTo(Map.of("id-one", "Page one", "id-two", "Page two"));
        });
        assertThat(store.find(account.value())).isEmpty();
    }

    @Test
    void givenSeveralAccountsAndOneNamed_thenThatOneIsConnected() {
        covers("one", "two");
        AccountId byId = newAccount();
        AccountId byHandle = newAccount();

        completed(begun(byId, "id-two"));
        completed(begun(byHandle, "@One"));

        assertThat(store.find(byId.value()).orElseThrow().account().externalId())
                .isEqualTo("id-two");
        assertThat(store.find(byHandle.value()).orElseThrow().account().externalId())
                .isEqualTo("id-one");
    }

    @Test
    void givenSeveralAccounts_whenOneOfThemIsReconnected_thenItIsChosenByItself() {
        AccountId account = newAccount();
        covers("one", "two");
        completed(begun(account, "id-two"));

        completed(begun(account, null));

        assertThat(room.sent(ConnectAccount.class))
                .filteredOn(command -> command.accountId().equals(account))
                .extracting(ConnectAccount::externalId)
                .containsExactly("id-two", "id-two");
    }

    @Test
    void givenNamedAccountIsNotCovered_thenMismatch() {
        covers("one", "two");
        assertThatThrownBy(() -> completed(begun(newAccount(), "three")))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(RejectionCode.ACCOUNT_MISMATCH));
    }
}
