package io.postledger.command.post;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.AccountState;
import io.postledger.api.post.PostTarget;
import io.postledger.command.account.KnownAccount;
import io.postledger.command.account.KnownAccounts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whether these accounts may be a post's targets. */
@Component
public class TargetPolicy {
    private static final int MOST = 50;

    private final KnownAccounts accounts;

    public TargetPolicy(KnownAccounts accounts) {
        this.accounts = accounts;
    }

    List<PostTarget> require(String workspaceId, List<AccountId> targets, Map<AccountId, Map<String, String>> options) {
        if (targets.size() > MOST || new HashSet<>(targets).size() < targets.size()) {
            throw new RejectedException(
                    RejectionCode.TARGETS_INVALID,
                    "A post has at most " + MOST + " targets, each once",
                    Map.of("limit", Integer.toString(MOST)));
        }
        options.keySet().stream()
                .filter(account -> !targets.contains(account))
                .findFirst()
                .ifPresent(account -> {
                    throw new RejectedException(
                            RejectionCode.TARGETS_INVALID,
                            "Options are given for an account that is no target",
                            Map.of("accountId", account.value()));
                });
        return targets.stream()
                .map(target -> requireUsable(workspaceId, target.value()).with(options.getOrDefault(target, Map.of())))
                .toList();
    }

    PostTarget requireUsable(String workspaceId, String accountId) {
        KnownAccount account = accounts.find(workspaceId, accountId)
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.ACCOUNT_NOT_FOUND,
                        "The workspace has no such account",
                        Map.of("accountId", accountId)));
        if (account.state() == AccountState.DISCONNECTED) {
            throw new RejectedException(
                    RejectionCode.ACCOUNT_NOT_CONNECTED,
                    "This account is disconnected",
                    Map.of("accountId", accountId));
        }
        return new PostTarget(accountId, account.platform());
    }
}
