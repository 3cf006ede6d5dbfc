package io.postledger.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postledger.embedded.launch.FreePorts;
import io.postledger.embedded.postgres.PostgresSettings.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    @TempDir
    private static Path programs;

    @TempDir
    private Path temp;

    private PostgresSettings settings;
    private PostgresServer server;

    @BeforeEach
    void configure() throws IOException {
        settings = new PostgresSettings(
                temp.resolve("a folder with spaces/postgres"),
                temp.resolve("postgres.log"),
                FreePorts.any(),
                "admin'secret",
                "secret'with quote",
                Durability.POWER_CUT);
        server = new PostgresServer(PostgresBinaries.unpackBelow(programs), settings);
    }

    @AfterEach
    void stop() throws IOException {
        server.running().stop(Duration.ofSeconds(20));
    }

    @Test
    void givenAcknowledgedRows_whenEverythingIsKilledAndStartedAgain_thenTheyAreThere() throws Exception {
        ProcessHandle first = server.start();
        execute("CREATE TABLE t (id int)");
        execute("INSERT INTO t SELECT generate_series(1, 1000)");

        first.destroyForcibly();
        await().until(() -> !first.isAlive());
        ProcessHandle second = server.start();

        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(count("t")).isEqualTo(1000);
    }

    @Test
    void givenAServerLeftRunning_whenStartedAgain_thenOneServerRunsAndTheDataIsThere() throws Exception {
        ProcessHandle left = server.start();
        execute("CREATE TABLE t (id int)");
        PostgresServer nextLaunchers = new PostgresServer(PostgresBinaries.unpackBelow(programs), settings);

        ProcessHandle started = nextLaunchers.start();

        await().until(() -> !left.isAlive());
        assertThat(started.isAlive()).isTrue();
        assertThat(count("t")).isZero();
    }

    @Test
    void givenAPidFileThatNamesALivingStranger_whenStarted_thenItStartsAndTheStrangerLives() throws Exception {
        server.start();
        server.running().stop(Duration.ofSeconds(20));
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    settings.dataDirectory().resolve("postmaster.pid"),
                    stranger.pid() + "\n" + settings.dataDirectory() + "\n1700000000\n" + settings.port() + "\n");

            server.start();

            assertThat(stranger.isAlive()).isTrue();
            assertThat(server.running().process()).isPresent();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void givenAStartKilledWhileMakingTheCluster_whenStartedAgain_thenWhole() throws Exception {
        Path unfinished = settings.dataDirectory().resolveSibling("postgres.unfinished");
        Files.createDirectories(unfinished);
        Files.writeString(unfinished.resolve("PG_VERSION"), "17\n");

        server.start();

        assertThat(unfinished).doesNotExist();
        execute("CREATE TABLE t (id int)");
    }

    @Test
    void givenARunningServer_whenAskedForItsSettings_thenDurableAndOnLoopbackOnly() throws Exception {
        server.start();

        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(setting("server_version")).startsWith("17.");
    }

    @Test
    void givenAWrongPassword_whenConnecting_thenRefused() throws IOException {
        server.start();

        Assertions.assertThatThrownBy(() -> DriverManager.getConnection(
                        settings.jdbcUrl(PostgresSettings.DATABASE), PostgresSettings.USER, "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void givenAFailedStatement_whenLogged_thenWithoutItsValues() throws Exception {
        server.start();
        execute("CREATE TABLE people (email text PRIMARY KEY)");
        execute("INSERT INTO people VALUES ('jane@example.org')");

        Assertions.assertThatThrownBy(() -> execute("INSERT INTO people VALUES ('jane@example.org')"))
                .isInstanceOf(SQLException.class);

        assertThat(settings.logFile()).content().contains("duplicate key").doesNotContain("jane@example.org");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String table) throws SQLException {
        return Long.parseLong(one("SELECT count(*) FROM " + table));
    }

    private String setting(String name) throws SQLException {
        return one("SHOW " + name);
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                settings.jdbcUrl(PostgresSettings.DATABASE), PostgresSettings.USER, settings.password());
    }
}
