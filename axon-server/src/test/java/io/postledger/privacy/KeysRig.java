package io.postledger.privacy;

import com.zaxxer.hikari.HikariDataSource;
import io.postledger.embedded.testing.PostgresDatabase;
import io.postledger.embedded.testing.TestStores;
import java.nio.file.Path;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of keys, the file of its master keys, and nodes that use them. */
abstract class KeysRig {
    static final byte[] NOTHING = {};
    static final byte[] WORDS = "Ada".getBytes();
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    JdbcClient jdbc;
    Path file;
    private HikariDataSource connections;

    @BeforeEach
    void open() {
        PostgresDatabase postgres = TestStores.newPostgresDatabase();
        connections = new HikariDataSource();
        connections.setJdbcUrl(postgres.jdbcUrl());
        connections.setUsername(postgres.user());
        connections.setPassword(postgres.password());
        connections.setMaximumPoolSize(4);
        Flyway.configure().dataSource(connections).load().migrate();
        jdbc = JdbcClient.create(connections);
        file = folder.resolve("personal.key");
    }

    @AfterEach
    void close() {
        connections.close();
    }

    /** A node with nothing remembered. */
    PostgresSubjectKeys node(MasterKeys masters) {
        return new PostgresSubjectKeys(connections, () -> masters);
    }
}
