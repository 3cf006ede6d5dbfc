package io.postledger.embedded.testing;

/** An empty PostgreSQL database, whose owner is the user. */
public record PostgresDatabase(String jdbcUrl, String user, String password) {}
