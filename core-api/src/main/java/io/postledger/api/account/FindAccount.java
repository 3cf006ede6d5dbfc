package io.postledger.api.account;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.jspecify.annotations.Nullable;

/** One account; answers {@link AccountView}. Rejected: ACCOUNT_NOT_FOUND, VIEW_BEHIND. */
@Requires(Permission.READ)
public record FindAccount(AccountId accountId, @Nullable Long atLeastVersion) {}
