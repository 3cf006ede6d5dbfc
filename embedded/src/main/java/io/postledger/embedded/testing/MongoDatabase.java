package io.postledger.embedded.testing;

/**
 * An empty database of the MongoDB-protocol server.
 *
 * @param uri for the driver, with the database's name in it
 * @param name the database's name
 */
public record MongoDatabase(String uri, String name) {}
