package io.postledger.query.account;

import static com.mongodb.client.model.Filters.eq;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.AccountList;
import io.postledger.api.account.AccountState;
import io.postledger.api.account.AccountView;
import io.postledger.api.account.FindAccount;
import io.postledger.api.account.FindAccounts;
import io.postledger.api.account.Platform;
import io.postledger.projection.mongo.MongoView;
import io.postledger.query.Documents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** Answers queries about accounts. */
@Component
class AccountQueries {
    private final MongoView accounts;

    AccountQueries(AccountsProjection projection) {
        accounts = projection.view();
    }

    @QueryHandler
    AccountView find(FindAccount query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        return accounts.findAtLeast(query.accountId().value(), query.atLeastVersion())
                .filter(account -> Documents.belongsTo(account, workspaceId))
                .map(AccountQueries::toView)
                .orElseThrow(() -> new RejectedException(RejectionCode.ACCOUNT_NOT_FOUND, "There is no such account"));
    }

    @QueryHandler
    AccountList find(FindAccounts query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        accounts.awaitAsked(AccountId.PREFIX, account -> Documents.belongsTo(account, workspaceId));
        List<AccountView> all = accounts.collection()
                .find(eq("workspaceId", workspaceId))
                .map(AccountQueries::toView)
                .into(new ArrayList<>());
        all.sort(Comparator.comparing(AccountView::platform)
                .thenComparing(AccountView::handle)
                .thenComparing(AccountView::accountId));
        return new AccountList(all);
    }

    private static AccountView toView(Document account) {
        return new AccountView(
                account.getString("_id"),
                Platform.valueOf(account.getString("platform")),
                account.getString("externalId"),
                account.getString("handle"),
                account.getString("displayName"),
                AccountState.valueOf(account.getString("state")),
                account.getString("stateReason"),
                MongoView.version(account));
    }
}
