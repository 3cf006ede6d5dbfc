package io.postledger.api;

/**
 * What every command on an aggregate answers.
 *
 * @param id the aggregate's id
 * @param version the aggregate's version after the command: the sequence number (from 0) of its newest event. A query
 *     may ask for at least this version, and so sees the write.
 */
public record CommandResult(String id, long version) {}
