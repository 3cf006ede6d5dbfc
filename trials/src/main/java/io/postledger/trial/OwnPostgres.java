package io.postledger.trial;

import io.postledger.embedded.launch.FreePorts;
import io.postledger.embedded.postgres.PostgresBinaries;
import io.postledger.embedded.postgres.PostgresServer;
import io.postledger.embedded.postgres.PostgresSettings;
import io.postledger.embedded.postgres.PostgresSettings.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** PostgreSQL by itself, with the settings that the product has it run with; ended with this. */
public final class OwnPostgres implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final String PASSWORD = "only-for-trials";

    private final PostgresSettings settings;
    private final PostgresServer server;

    private OwnPostgres(PostgresBinaries programs, PostgresSettings settings) throws IOException {
        this.settings = settings;
        this.server = new PostgresServer(programs, settings);
        server.start();
    }

    /** On the data of an installation that does not run. */
    public static OwnPostgres ofInstallation(Path data) throws IOException {
        String password = Files.readString(data.resolve("secrets").resolve("postgres.password"))
                .strip();
        return on(data, data.resolve("logs").resolve("postgres.log"), password);
    }

    /** On new data in a folder. */
    public static OwnPostgres in(Path folder) throws IOException {
        return on(folder, folder.resolve("postgres.log"), PASSWORD);
    }

    private static OwnPostgres on(Path folder, Path log, String password) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        return new OwnPostgres(
                PostgresBinaries.unpackBelow(programs),
                new PostgresSettings(
                        folder.resolve("postgres"), log, FreePorts.any(), password, password, Durability.POWER_CUT));
    }

    public String url() {
        return settings.jdbcUrl(PostgresSettings.DATABASE);
    }

    public String user() {
        return PostgresSettings.USER;
    }

    public String password() {
        return settings.password();
    }

    /** To the product's database, in autocommit. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), password());
    }

    @Override
    public void close() {
        try {
            server.running().stop(STOP);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
