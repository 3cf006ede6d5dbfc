package io.postledger.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickHouseProcessIT {

    @TempDir
    Path data;

    @Test
    void givenInsertsInWork_whenKilled_thenEverythingAcknowledgedIsThereAfterTheRestart() throws Exception {
        try (ClickHouseProcess server = start()) {
            RawHttp http = new RawHttp(server);
            http.sql("CREATE TABLE t (id UInt32, s String) ENGINE = MergeTree ORDER BY id");
            AtomicInteger acknowledged = new AtomicInteger();
            Thread writer = new Thread(() -> {
                try {
                    for (int id = 1; ; id++) {
                        http.sql("INSERT INTO t VALUES (" + id + ", 'x')");
                        acknowledged.set(id);
                    }
                } catch (Exception killed) {
                    // The end that this test brings about.
                }
            });
            writer.start();
            Awaitility.await().until(() -> acknowledged.get() >= 50);
            long killed = server.pid();

            server.handle().destroyForcibly();
            writer.join();
            server.restart();

            assertThat(server.pid()).isNotEqualTo(killed);
            int known = acknowledged.get();
            assertThat(http.sql("SELECT countIf(id <= " + known + "), uniqExact(id) = count() FROM t FORMAT CSV"))
                    .isEqualTo(known + ",1");
        }
    }

    @Test
    void givenSigterm_whenStartedAgainOnTheSameFolder_thenDataAndDatabasesAreThere() throws Exception {
        try (ClickHouseProcess server = start()) {
            RawHttp http = new RawHttp(server);
            http.sql("CREATE DATABASE other");
            http.sql("CREATE TABLE other.t ENGINE = MergeTree ORDER BY tuple() AS SELECT number FROM numbers(1000)");
            server.handle().destroy();

            assertThat(server.handle().onExit().get(15, TimeUnit.SECONDS).isAlive())
                    .isFalse();
        }
        // The engine's own mark of a run in progress: left behind by a crash, removed by a clean end.
        assertThat(data.resolve("status")).doesNotExist();

        try (ClickHouseProcess again = start()) {
            assertThat(new RawHttp(again).sql("SELECT sum(number) FROM other.t"))
                    .isEqualTo("499500");
        }
    }

    @Test
    void givenCtrlC_whenItReachesTheChild_thenItGoesOn() throws Exception {
        try (ClickHouseProcess server = start()) {
            Process interrupt = new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
            assertThat(interrupt.waitFor()).isZero();

            assertThat(new RawHttp(server).sql("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void givenFolderInUse_whenASecondServerStarts_thenOneSentenceSaysSo() throws Exception {
        try (ClickHouseProcess server = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is in use by another server");
            assertThat(new RawHttp(server).sql("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void givenPortInUse_whenStarted_thenOneSentenceSaysSo(@TempDir Path other) throws Exception {
        try (ClickHouseProcess server = start()) {
            ClickHouseProcess.Options taken = new ClickHouseProcess.Options(
                    other,
                    server.port(),
                    "postledger",
                    "it",
                    "secret",
                    null,
                    System.getProperty("java.class.path"),
                    640,
                    true);

            assertThatThrownBy(() -> ClickHouseProcess.start(taken))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + server.port() + " of 127.0.0.1 is in use");
        }
    }

    @Test
    void givenStatementsWithPersonalData_whenTheyRunOrFail_thenNothingOfThemIsLogged() throws Exception {
        try (ClickHouseProcess server = start()) {
            RawHttp http = new RawHttp(server);
            http.sql("SELECT 'ann@example.org'");
            http.post("", "SELECT 'ann@example.org' FROM nope".getBytes(StandardCharsets.UTF_8));
            http.post("?query=x%FFann@example.org", new byte[] {1, 2});
        }

        assertThat(Files.readString(data.resolve("server.log")))
                .contains("ClickHouse 26")
                .doesNotContain("ann@");
    }

    private ClickHouseProcess start() throws IOException {
        return ClickHouseProcess.start(ClickHouseProcess.Options.of(data, "it", "secret"));
    }
}
