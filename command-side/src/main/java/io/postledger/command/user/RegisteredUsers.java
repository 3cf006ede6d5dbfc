package io.postledger.command.user;

import io.postledger.api.user.UserId;

/** Who is registered, for decisions of other aggregates. */
@FunctionalInterface
public interface RegisteredUsers {
    boolean isKnown(UserId userId);
}
