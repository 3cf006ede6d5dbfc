package io.postledger.api.user;

/** Facts about people who sign in. Names and addresses stay out of them: they stand in the identity table only. */
public sealed interface UserEvent permits UserRegistered {}
