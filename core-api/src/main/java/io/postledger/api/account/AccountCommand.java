package io.postledger.api.account;

import io.postledger.api.RejectionCode;
import io.postledger.api.WhenMissing;

/** Commands on a connected social account. Connecting begins with {@link BeginAccountConnection}. */
@WhenMissing(RejectionCode.ACCOUNT_NOT_FOUND)
public sealed interface AccountCommand permits ConnectAccount, DisconnectAccount, ReportAuthorizationLost {}
