package io.postledger.api.account;

import java.util.List;

/** Accounts, by network and handle. */
public record AccountList(List<AccountView> items) {}
