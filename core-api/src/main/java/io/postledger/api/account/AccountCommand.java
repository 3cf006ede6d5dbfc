package io.postledger.api.account;

/** Commands on a connected social account. Connecting begins with {@link BeginAccountConnection}. */
public sealed interface AccountCommand permits ConnectAccount, DisconnectAccount, ReportAuthorizationLost {}
