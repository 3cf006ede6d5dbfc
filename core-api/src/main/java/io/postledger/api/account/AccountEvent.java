package io.postledger.api.account;

/** Facts about a connected social account. Tokens are never among them. */
public sealed interface AccountEvent
        permits AccountConnected, AccountReconnected, AccountDisconnected, AccountAuthorizationLost {}
