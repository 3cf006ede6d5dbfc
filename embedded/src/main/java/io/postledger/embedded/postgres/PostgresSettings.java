package io.postledger.embedded.postgres;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where and how one server runs.
 *
 * @param dataDirectory the cluster's own folder; made at first start
 * @param logFile where the server writes its log
 * @param port on 127.0.0.1, the only address it listens on
 * @param adminPassword of the superuser {@code postgres}; fixed when the cluster is made
 * @param password of the user {@code postledger}, owner of the database of that name; fixed when the cluster is made
 * @param durability whether an acknowledged commit survives a power cut
 */
public record PostgresSettings(
        Path dataDirectory, Path logFile, int port, String adminPassword, String password, Durability durability) {

    /** The database that the product uses, and the user who owns it. */
    public static final String DATABASE = "postledger";

    public static final String USER = "postledger";
    public static final String ADMIN = "postgres";

    /** What a commit promises. */
    public enum Durability {
        /** Every commit reaches the disk before it is acknowledged. */
        POWER_CUT,
        /** Commits survive a killed process but not a power cut: for throw-away clusters of tests only. */
        KILLED_PROCESS
    }

    public PostgresSettings {
        Objects.requireNonNull(durability);
        dataDirectory = dataDirectory.toAbsolutePath();
        logFile = logFile.toAbsolutePath();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The whole postgresql.conf, for a machine of two cores that also runs everything else. */
    String configuration() {
        String onlyIfDurable = durability == Durability.POWER_CUT ? "on" : "off";
        return """
                # Written by Postledger at every start: changes here are lost.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                shared_buffers = 128MB
                effective_cache_size = 512MB
                max_worker_processes = 4
                max_parallel_workers = 2
                jit = off
                random_page_cost = 1.1
                fsync = %s
                full_page_writes = %s
                synchronous_commit = %s
                # Nothing replicates from here, so the log carries only what recovery needs.
                wal_level = minimal
                max_wal_senders = 0
                max_wal_size = 512MB
                # Its files are taken away, not used again with what they held: whoever was erased is not left in one.
                wal_recycle = off
                password_encryption = scram-sha-256
                timezone = 'UTC'
                log_timezone = 'UTC'
                # The text of a failed statement and the DETAIL of a violated constraint may hold personal data.
                log_min_error_statement = panic
                log_error_verbosity = terse
                """.formatted(port, onlyIfDurable, onlyIfDurable, onlyIfDurable);
    }
}
