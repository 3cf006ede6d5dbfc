package io.postledger.saga.account;

import io.postledger.api.CommandResult;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.BeginAccountConnection;
import io.postledger.api.account.CompleteAccountConnection;
import io.postledger.api.account.ConnectAccount;
import io.postledger.api.account.ConnectionStarted;
import io.postledger.messaging.ProcessCommands;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.Connectable;
import io.postledger.platform.Connectors;
import io.postledger.platform.Grant;
import io.postledger.platform.Pkce;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.PlatformException;
import io.postledger.platform.RemoteAccount;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.stereotype.Component;

/**
 * Connects accounts by OAuth 2 with PKCE. The grant is stored in the transaction in which the account takes it: an
 * account that refuses it (another one, or already connected) keeps the grant it had.
 */
@Component
class AccountConnecting {
    private static final Duration PENDING_FOR = Duration.ofMinutes(15);

    private final Connectors connectors;
    private final PendingConnections pendingConnections;
    private final GrantStore grants;
    private final ProcessCommands commands;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AccountConnecting(
            Connectors connectors,
            PendingConnections pendingConnections,
            GrantStore grants,
            CommandGateway gateway,
            Clock clock) {
        this.connectors = connectors;
        this.pendingConnections = pendingConnections;
        this.grants = grants;
        this.commands = new ProcessCommands(gateway, "account-connecting");
        this.clock = clock;
    }

    @CommandHandler
    ConnectionStarted handle(
            BeginAccountConnection command,
            @MetaDataValue(MessageContext.WORKSPACE) String workspaceId,
            @MetaDataValue(MessageContext.ACTOR) String actor) {
        PlatformConnector connector = connectors
                .find(command.platform())
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.PLATFORM_NOT_SUPPORTED,
                        "Accounts of this network cannot be connected yet",
                        Map.of("platform", command.platform().name())));
        Pkce pkce = Pkce.generate(random);
        String state = Pkce.generate(random).verifier();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(PENDING_FOR);
        pendingConnections.add(
                state,
                new PendingConnections.Pending(
                        command.accountId().value(),
                        workspaceId,
                        actor,
                        command.platform(),
                        pkce.verifier(),
                        command.redirectUri(),
                        expiresAt,
                        command.externalId()),
                now);
        return new ConnectionStarted(
                command.accountId(),
                connector.authorizationUri(
                        new AuthorizationRequest(state, pkce.challenge(), command.redirectUri(), connector.scopes())),
                expiresAt);
    }

    @CommandHandler
    CommandResult handle(CompleteAccountConnection command) {
        PendingConnections.Pending pending = pendingConnections
                .take(command.state().reveal())
                .filter(known -> known.expiresAt().isAfter(clock.instant()))
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.CONNECTION_NOT_FOUND, "This connection is unknown, done or expired; begin anew"));
        if (command.code() == null) {
            throw new RejectedException(
                    RejectionCode.CONNECTION_REFUSED,
                    "The network did not grant access",
                    Map.of("error", command.error() == null ? "" : command.error()));
        }
        PlatformConnector connector = connectors.require(pending.platform());
        try {
            Grant grant =
                    connector.exchangeCode(command.code().reveal(), pending.codeVerifier(), pending.redirectUri());
            String known = grants.find(pending.accountId())
                    .map(stored -> stored.account().externalId())
                    .orElse(null);
            return connect(
                    pending,
                    ConsentedAccount.choose(connector.accounts(grant), pending.externalId(), known),
                    connector.refreshAhead());
        } catch (PlatformException e) {
            throw e.kind() == PlatformException.Kind.REFUSED
                    ? new RejectedException(
                            RejectionCode.CONNECTION_REFUSED,
                            "The network did not accept the grant",
                            Map.of("error", e.code()))
                    : new RejectedException(
                            RejectionCode.PLATFORM_UNAVAILABLE,
                            "The network could not be asked; try again",
                            Map.of("error", e.code()));
        }
    }

    private CommandResult connect(PendingConnections.Pending pending, Connectable chosen, Duration refreshAhead) {
        RemoteAccount account = chosen.account();
        Grant grant = chosen.grant();
        grants.save(StoredGrant.of(
                pending.accountId(),
                pending.workspaceId(),
                pending.platform(),
                account.ref(),
                grant,
                refreshAhead,
                clock.instant()));
        return commands.sendFor(
                pending.actor(),
                pending.workspaceId(),
                new ConnectAccount(
                        new AccountId(pending.accountId()),
                        pending.platform(),
                        account.externalId(),
                        account.handle(),
                        account.displayName(),
                        grant.scopes()));
    }
}
