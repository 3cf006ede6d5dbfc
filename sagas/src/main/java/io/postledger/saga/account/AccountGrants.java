package io.postledger.saga.account;

import io.postledger.api.account.AccountDisconnected;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.ReportAuthorizationLost;
import io.postledger.messaging.ProcessCommands;
import io.postledger.platform.AccessToken;
import io.postledger.platform.Codes;
import io.postledger.platform.Connectors;
import io.postledger.platform.Credentials;
import io.postledger.platform.Grant;
import io.postledger.platform.PlatformException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The way to a usable access token. Refreshing holds the grant's row, so that a single-use refresh token is spent once
 * however many nodes want it, and the rotated token is committed before the new access token is used.
 */
@Component
@ProcessingGroup("account-grants")
public class AccountGrants implements UsableAccounts {
    /** An access token with less than this left is refreshed before it is used. */
    private static final Duration REFRESH_AHEAD = Duration.ofMinutes(5);

    private final GrantStore grants;
    private final Connectors connectors;
    private final ProcessCommands commands;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AccountGrants(
            GrantStore grants,
            Connectors connectors,
            CommandGateway gateway,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.grants = grants;
        this.connectors = connectors;
        this.commands = new ProcessCommands(gateway, "account-grants");
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Access with a token that is not about to expire. */
    public Access access(String accountId) {
        StoredGrant known = grants.find(accountId).orElse(null);
        if (known == null) {
            return new Access.Lost("ACCOUNT_NOT_CONNECTED");
        }
        Access access = !known.revoked() && !isStale(known) ? granted(known) : refreshed(accountId);
        if (access instanceof Access.Lost lost && !known.revoked()) {
            commands.send(known.workspaceId(), new ReportAuthorizationLost(new AccountId(accountId), lost.reason()));
        }
        return access;
    }

    /** The network does not accept this token: whoever asks for access next gets another one. */
    public void refused(String accountId, AccessToken token) {
        transaction.executeWithoutResult(status -> grants.lock(accountId)
                .filter(grant -> grant.accessToken().equals(token))
                .ifPresent(grant -> grants.expire(accountId)));
    }

    @Override
    public boolean isUsable(String accountId) {
        return grants.find(accountId).filter(grant -> !grant.revoked()).isPresent();
    }

    private boolean isStale(StoredGrant grant) {
        return !grant.expiresAt().isAfter(clock.instant().plus(REFRESH_AHEAD));
    }

    private Access refreshed(String accountId) {
        return Objects.requireNonNull(transaction.execute(status -> {
            StoredGrant grant = grants.lock(accountId).orElse(null);
            if (grant == null) {
                return new Access.Lost("ACCOUNT_NOT_CONNECTED");
            }
            if (grant.revoked() || grant.refreshToken() == null) {
                return new Access.Lost(Codes.GRANT_REVOKED);
            }
            return isStale(grant) ? refresh(grant) : granted(grant);
        }));
    }

    private Access refresh(StoredGrant grant) {
        try {
            Grant fresh = connectors
                    .require(grant.platform())
                    .refresh(Objects.requireNonNull(grant.refreshToken()), grant.account());
            StoredGrant renewed = grant.with(fresh);
            grants.save(renewed);
            return granted(renewed);
        } catch (PlatformException e) {
            if (e.code().equals(Codes.GRANT_REVOKED)) {
                grants.markRevoked(grant.accountId());
                return new Access.Lost(e.code());
            }
            return new Access.Unavailable(e.code(), e.retryAt().orElse(null));
        }
    }

    private static Access granted(StoredGrant grant) {
        return new Access.Granted(new Credentials(grant.accessToken()), grant.account());
    }

    @EventHandler
    void on(AccountDisconnected event) {
        grants.delete(event.accountId());
    }
}
