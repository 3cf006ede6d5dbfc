package io.postledger.api.user;

import io.postledger.api.RejectionCode;
import io.postledger.api.WhenMissing;

/** Commands about people who sign in. */
@WhenMissing(RejectionCode.USER_NOT_FOUND)
public sealed interface UserCommand permits RegisterUser {}
