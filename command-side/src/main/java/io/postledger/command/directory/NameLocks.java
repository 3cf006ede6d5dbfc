package io.postledger.command.directory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets commands that want the same name decide one after the other, on all nodes. A lock of PostgreSQL's that is held until
 * the command's transaction ends, which is after its events are in the log; and which ends with its process.
 */
@Component
public class NameLocks {
    private final JdbcClient jdbc;

    NameLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for the name, and holds it until the running transaction ends. */
    public void hold(String... name) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(String.join("\n", name))
                .query((row, number) -> 0)
                .single();
    }
}
