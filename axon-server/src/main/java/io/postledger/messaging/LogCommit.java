package io.postledger.messaging;

/** When a command's events are in the log, as seen from the tables in PostgreSQL that it writes as well. */
public enum LogCommit {
    /** The log is in PostgreSQL: the same transaction, also for a command that another one sends on the way. */
    WITH_TABLES,
    /** Axon Server has them first; a process that dies then leaves tables behind the log. */
    BEFORE_TABLES
}
