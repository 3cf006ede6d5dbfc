package io.postledger.projection.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.export.ExportFormat;
import io.postledger.api.export.PartRequest;
import io.postledger.embedded.testing.TestStores;
import io.postledger.projection.KillableClickHouse;
import io.postledger.projection.ProjectionRig;
import io.postledger.projection.clickhouse.Measurements.Measured;
import io.postledger.projection.export.WrittenPart;
import io.postledger.projection.mongo.MongoStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClickHouseTableIT {
    private static final int EVENTS = 50;

    private static KillableClickHouse server;

    private MongoStore mongo;
    private ClickHouseStore store;
    private ProjectionRig rig;
    private Measurements projection;

    @BeforeAll
    static void startServer() {
        server = KillableClickHouse.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        mongo = new MongoStore(TestStores.newMongoDatabase().uri(), Duration.ofSeconds(5));
        store = server.newStore();
        projection = new Measurements(store);
        rig = new ProjectionRig(mongo, 20);
        rig.start(projection);
    }

    @AfterEach
    void close() {
        rig.close();
        store.close();
        mongo.close();
    }

    @Test
    void givenEvents_whenProjected_thenRowsAndRollupAndPosition() {
        publishHistory();

        assertWhole(EVENTS);
        assertThat(store.query("SELECT value FROM measured FINAL WHERE id = {id:String}", Map.of("id", "m0"))
                        .get(0)
                        .hasValue("value"))
                .isFalse();
    }

    @Test
    void whenExportedInParts_thenEachFormatHoldsEveryRowOnce() throws IOException {
        publishHistory();
        for (ExportFormat format : ExportFormat.values()) {
            String copy = store.database() + ".copy_" + format;
            store.execute(store.database(), "CREATE TABLE " + copy + " AS measured");
            String after = null;
            int parts = 0;
            long items = 0;
            do {
                ByteArrayOutputStream file = new ByteArrayOutputStream();
                WrittenPart part = projection.table.write(1, new PartRequest(format, after, 20), file);
                if (part.items() > 0) {
                    server.insert(copy, format == ExportFormat.PARQUET ? "Parquet" : "JSONEachRow", file.toByteArray());
                }
                items += part.items();
                parts++;
                after = part.next();
            } while (after != null);

            assertThat(parts).isEqualTo(1 + EVENTS / 20);
            assertThat(items).isEqualTo(EVENTS);
            assertThat(count("SELECT count() AS n FROM " + copy)).isEqualTo(EVENTS);
            assertThat(count("SELECT count() AS n FROM (SELECT * FROM measured FINAL EXCEPT SELECT * FROM " + copy
                            + ")"))
                    .isZero();
        }
        assertThatThrownBy(() -> projection.table.write(
                        1,
                        new PartRequest(ExportFormat.NDJSON, "1; DROP TABLE measured", 20),
                        OutputStream.nullOutputStream()))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void givenRestart_whenMoreEventsCome_thenGoesOnFromItsPosition() {
        publishHistory();
        rig.stop();
        rig.start(projection);
        rig.publish("z-later", new Measured("z-later", 7L));
        rig.awaitCaughtUp();

        assertWhole(EVENTS + 1);
        assertThat(count("SELECT count() AS n FROM measured"))
                .as("rows inserted, twice or not")
                .isEqualTo(EVENTS + 1L);
    }

    @Test
    void givenDatabaseWiped_whenRestarted_thenWholeAgain() {
        publishHistory();
        rig.stop();
        store.execute("default", "DROP DATABASE " + store.database());

        restart();

        assertWhole(EVENTS);
    }

    @Test
    void givenDatabaseWipedWhileRunning_whenEventsCome_thenWholeAgain() {
        publishHistory();
        store.execute("default", "DROP DATABASE " + store.database());
        rig.publish("z-later", new Measured("z-later", 7L));
        rig.awaitCaughtUp();

        assertWhole(EVENTS + 1);
    }

    @Test
    void givenTableDropped_whenRestarted_thenWholeAgain() {
        publishHistory();
        rig.stop();
        store.execute(store.database(), "DROP TABLE measured");

        restart();
        rig.publish("z-later", new Measured("z-later", 7L));
        rig.awaitCaughtUp();

        assertWhole(EVENTS + 1);
        assertThat(rollup())
                .as("the view still follows the table that was made anew")
                .isEqualTo(7L);
    }

    @Test
    void givenRollupEmptied_whenRestarted_thenWholeAgain() {
        publishHistory();
        rig.stop();
        store.execute(store.database(), "TRUNCATE TABLE measured_day");

        restart();

        assertWhole(EVENTS);
    }

    @Test
    void givenRowsOfOlderBackup_whenRestarted_thenWholeAgain() {
        publishHistory();
        rig.stop();
        store.execute(store.database(), "ALTER TABLE measured DELETE WHERE position > 20 SETTINGS mutations_sync = 2");

        restart();

        assertWhole(EVENTS);
    }

    /** The state that a crash leaves between a batch's rows and its position. */
    @Test
    void givenRowsAheadOfPosition_whenRestarted_thenNothingCountsTwice() {
        publishHistory();
        rig.stop();
        store.execute(store.database(), """
                INSERT INTO projection_position
                SELECT name, segment, target, '{"kind": "global", "index": 9}', 0, version + 1
                FROM projection_position ORDER BY version DESC LIMIT 1
                """);

        restart();

        assertWhole(EVENTS);
        assertThat(count("SELECT count() AS n FROM measured"))
                .as("rows went in again")
                .isGreaterThanOrEqualTo(EVENTS);
    }

    @Test
    void givenServerKilled_whenEventsCome_thenBatchWaitsAndNothingIsLost() {
        publishHistory();
        server.kill();
        assertThat(store.isReachable()).isFalse();
        rig.publish("z-later", new Measured("z-later", 7L));
        CompletableFuture<Void> back = CompletableFuture.runAsync(server::restart);
        rig.awaitCaughtUp();
        back.join();

        assertWhole(EVENTS + 1);
        assertThat(rig.error("measured")).isEmpty();
        assertThat(rig.letters("measured", 1))
                .as("a store that is away is no event's fault")
                .isEmpty();
    }

    @Test
    void givenTwoNodesStartingAtOnce_whenMigrating_thenBothFindTheTables() {
        try (ClickHouseStore other = server.store(store.database())) {
            CompletableFuture<Void> one = CompletableFuture.runAsync(
                    () -> new ClickHouseMigrator(store, store.database()).ensure(List.of("measured")));
            CompletableFuture<Void> two = CompletableFuture.runAsync(
                    () -> new ClickHouseMigrator(other, other.database()).ensure(List.of("measured_day")));
            CompletableFuture.allOf(one, two).join();
        }
        assertThat(count("SELECT count() AS n FROM schema_file FINAL")).isEqualTo(5);
    }

    @Test
    void givenFileChangedAfterItRan_whenMigrating_thenRefused() {
        new ClickHouseMigrator(store, store.database()).ensure(List.of("measured"));
        store.execute(
                store.database(),
                "INSERT INTO schema_file (file, checksum, applied_at)"
                        + " VALUES ('900__measured.sql', 'another', now64(3) + 10)");

        assertThatThrownBy(() -> new ClickHouseMigrator(store, store.database()).ensure(List.of("measured")))
                .hasMessageContaining("900__measured.sql was changed");
    }

    @Test
    void givenRebuild_whenCaughtUp_thenReadersAreOnTheNewTablesWithTheSameContent() {
        publishHistory();
        String hash = projection.table.hash(1);

        rig.begin("measured");
        rig.awaitLive("measured", 2);
        rig.publish("z-later", new Measured("z-later", 7L));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> projection.table.size(2) == EVENTS + 1);

        assertThat(projection.table.hash(2)).isNotEqualTo(hash);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> rig.generations().of("measured").old().isEmpty());
        assertThat(projection
                        .table
                        .query("SELECT count() AS n FROM measured FINAL", Map.of())
                        .get(0)
                        .getLong("n"))
                .isEqualTo(EVENTS + 1);
        assertThat(projection.table.size(1)).isZero();
    }

    private void publishHistory() {
        for (int i = 0; i < EVENTS; i++) {
            rig.publish("m" + i, new Measured("m" + i, i == 0 ? null : Long.valueOf(i)));
        }
        rig.awaitCaughtUp();
    }

    private void restart() {
        rig.start(projection);
        rig.awaitCaughtUp();
    }

    private void assertWhole(long events) {
        assertThat(count("SELECT count() AS n FROM measured FINAL")).isEqualTo(events);
        assertThat(rollup()).isEqualTo(events > EVENTS ? 7L : 9L);
    }

    /** The value of the id that sorts last. */
    private long rollup() {
        return count("SELECT tupleElement(argMaxMerge(newest), 1) AS n FROM measured_day");
    }

    private long count(String sql) {
        return store.query(sql, Map.of()).get(0).getLong("n");
    }
}
