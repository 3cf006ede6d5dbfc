package io.postledger.projection;

import io.postledger.api.privacy.KeysAwayException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a failure says that the log's PostgreSQL is away, or the keys that its events are read with, so that reading on may
 * succeed later without anything else having changed.
 */
final class LogAway {
    /** As the SQL standard has it: connection exceptions. */
    private static final String CONNECTION = "08";
    /** As PostgreSQL's manual has them: it shuts down, it has crashed, it starts. */
    private static final Set<String> NOT_NOW = Set.of("57P01", "57P02", "57P03");

    private LogAway() {}

    static boolean says(Exception failure) {
        return Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof KeysAwayException || cause instanceof SQLException sql && isAway(sql));
    }

    private static boolean isAway(SQLException failure) {
        String state = failure.getSQLState();
        // The server's own errors all have a state. The pool's have none: no connection is to be had, or it was closed
        // meanwhile.
        return state == null
                || failure instanceof SQLTransientConnectionException
                || state.startsWith(CONNECTION)
                || NOT_NOW.contains(state);
    }
}
