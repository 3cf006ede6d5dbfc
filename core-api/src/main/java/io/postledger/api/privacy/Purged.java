package io.postledger.api.privacy;

/**
 * What is no longer kept somewhere.
 *
 * @param what table, collection or kind of thing
 * @param count how many of them; -1 where they were not counted
 */
public record Purged(String store, String what, long count) {}
