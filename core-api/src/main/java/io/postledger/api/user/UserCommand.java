package io.postledger.api.user;

/** Commands about people who sign in. */
public sealed interface UserCommand permits RegisterUser {}
