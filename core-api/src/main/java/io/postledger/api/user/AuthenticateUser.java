package io.postledger.api.user;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.Secret;

/** Checks an e-mail address and password; answers {@link AuthenticatedUser}. Rejected: BAD_CREDENTIALS, whichever of the two was wrong. */
@Requires(Permission.ANYONE)
public record AuthenticateUser(String email, Secret password) {}
