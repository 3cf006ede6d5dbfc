package io.postledger.saga.account;

import io.postledger.api.account.AccountDisconnected;
import io.postledger.platform.AccessToken;
import java.time.Clock;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The way to a usable access token. */
@Component
@ProcessingGroup("account-grants")
public class AccountGrants implements UsableAccounts {
    private final GrantStore grants;
    private final TokenRefreshing refreshing;
    private final GrantLosses losses;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AccountGrants(
            GrantStore grants,
            TokenRefreshing refreshing,
            GrantLosses losses,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.grants = grants;
        this.refreshing = refreshing;
        this.losses = losses;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Access with a token that is good for an attempt; an account whose grant is lost has been told so. */
    public Access access(String workspaceId, String accountId) {
        StoredGrant known = grants.find(accountId).orElse(null);
        Access access;
        if (known == null) {
            access = new Access.Lost("ACCOUNT_NOT_CONNECTED");
        } else if (known.isFresh(clock.instant())) {
            access = known.access();
        } else {
            access = refreshing.refresh(known).access();
        }
        if (access instanceof Access.Lost lost) {
            losses.report(workspaceId, accountId, lost.reason());
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

    @EventHandler
    void on(AccountDisconnected event) {
        grants.delete(event.accountId());
    }
}
