package io.postledger.api.user;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.Secret;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Registers a person. Rejected: EMAIL_INVALID, EMAIL_TAKEN, PASSWORD_TOO_WEAK (fewer than 10 characters), NAME_INVALID. */
@Requires(Permission.ANYONE)
public record RegisterUser(@TargetAggregateIdentifier UserId userId, String email, String displayName, Secret password)
        implements UserCommand {}
