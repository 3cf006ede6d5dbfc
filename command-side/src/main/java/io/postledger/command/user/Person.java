package io.postledger.command.user;

/** Who may sign in. */
record Person(String userId, String displayName, String passwordHash) {}
