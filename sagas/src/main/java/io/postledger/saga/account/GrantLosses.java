package io.postledger.saga.account;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.ReportAuthorizationLost;
import io.postledger.messaging.ProcessCommands;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells accounts that their grant is lost. A process may die between finding that out and telling it, so it is told whenever
 * it is seen, and ahead of that until the account has once taken it in; an account that knows makes no event of it.
 */
@Component
class GrantLosses {
    private final GrantStore grants;
    private final ProcessCommands commands;
    private final TransactionTemplate transaction;

    GrantLosses(GrantStore grants, CommandGateway gateway, PlatformTransactionManager transactions) {
        this.grants = grants;
        this.commands = new ProcessCommands(gateway, "account-grants");
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Holds the grant's row meanwhile, as connecting does: an account just connected again is not told of the loss before. */
    void report(String workspaceId, String accountId, String reason) {
        try {
            transaction.executeWithoutResult(status -> {
                if (grants.lock(accountId).filter(grant -> !grant.revoked()).isEmpty()) {
                    commands.send(workspaceId, new ReportAuthorizationLost(new AccountId(accountId), reason));
                    grants.lossReported(accountId);
                }
            });
        } catch (RejectedException e) {
            if (e.code().kind() == RejectionCode.Kind.UNAVAILABLE) {
                throw e;
            }
            // There is no such account.
            grants.lossReported(accountId);
        }
    }
}
