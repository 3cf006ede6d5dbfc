package io.postledger.embedded.testing;

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
import java.sql.Statement;
import java.util.Optional;

/** The PostgreSQL server of one test JVM. */
final class TestPostgres {

    private static final String PASSWORD = "only-for-tests";

    private final PostgresSettings settings;

    private TestPostgres(PostgresSettings settings) {
        this.settings = settings;
    }

    static TestPostgres start(Reaper reaper) {
        Path folder = reaper.folder();
        PostgresSettings settings = new PostgresSettings(
                folder.resolve("postgres"),
                folder.resolve("postgres.log"),
                FreePorts.any(),
                PASSWORD,
                PASSWORD,
                Durability.KILLED_PROCESS);
        try {
            PostgresBinaries binaries = PostgresBinaries.unpackBelow(cacheOfThisUser(folder));
            reaper.quits(new PostgresServer(binaries, settings).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestPostgres(settings);
    }

    PostgresDatabase newDatabase(String name) {
        String admin = settings.jdbcUrl(PostgresSettings.ADMIN);
        try (Connection connection =
                        DriverManager.getConnection(admin, PostgresSettings.ADMIN, settings.adminPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " OWNER " + PostgresSettings.USER);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database " + name + " could not be made", e);
        }
        return new PostgresDatabase(settings.jdbcUrl(name), PostgresSettings.USER, settings.password());
    }

    /** Unpacking takes longer than starting, so every test JVM of this user shares what the first one unpacked. */
    private static Path cacheOfThisUser(Path ifThereIsNone) {
        Path cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(home -> !home.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("postledger");
        try {
            Files.createDirectories(cache);
        } catch (IOException noWritableHome) {
            return ifThereIsNone;
        }
        return Files.isWritable(cache) ? cache : ifThereIsNone;
    }
}
