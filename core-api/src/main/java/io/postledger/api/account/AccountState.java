package io.postledger.api.account;

/** Where an account stands. */
public enum AccountState {
    CONNECTED,
    NEEDS_RECONNECT,
    DISCONNECTED
}
