package io.postledger.api.account;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/** All accounts of the workspace; answers {@link AccountList}. */
@Requires(Permission.READ)
public record FindAccounts() {}
