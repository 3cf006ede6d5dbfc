package io.postledger.api.user;

import io.postledger.api.StoredAs;

/** A person was registered. */
@StoredAs(name = "user.UserRegistered")
public record UserRegistered(String userId) implements UserEvent {}
