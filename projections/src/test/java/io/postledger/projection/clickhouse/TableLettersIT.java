package io.postledger.projection.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.embedded.testing.ClickHouseDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.projection.Letter;
import io.postledger.projection.ProjectionRig;
import io.postledger.projection.clickhouse.Measurements.Measured;
import io.postledger.projection.mongo.MongoStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row that the table cannot hold is its event's fault, and nobody else's. */
class TableLettersIT {
    private final MongoStore mongo =
            new MongoStore(TestStores.newMongoDatabase().uri(), Duration.ofSeconds(5));
    private final ClickHouseDatabase database = TestStores.newClickHouseDatabase();
    private final ClickHouseStore store = new ClickHouseStore(
            database.url(), database.name(), database.user(), database.password(), Duration.ofSeconds(10));
    private final ProjectionRig rig = new ProjectionRig(mongo, 20);
    private final Measurements projection = new Measurements(store);

    @BeforeEach
    void start() {
        projection.poisoned.set(true);
        rig.start(projection);
    }

    @AfterEach
    void close() {
        rig.close();
        store.close();
        mongo.close();
    }

    private void publish(String id, long value) {
        rig.publish(id, new Measured(id, value));
    }

    @Test
    void givenPoison_thenTheRestIsInserted_andMendedAndRetried_thenAsIfItNeverFailed() throws Exception {
        for (int i = 0; i < 50; i++) {
            publish("m" + i, i == 7 ? 5_000 : i);
        }
        publish("m7", 8);
        rig.awaitCaughtUp();

        assertThat(projection.table.size(1)).isEqualTo(49);
        assertThat(rig.letters("measured", 1)).extracting(Letter::key).containsExactly("m7:0", "m7:1");
        assertThat(rig.letters("measured", 1).get(0).cause()).contains("Exception at ");
        assertThat(rig.retry("measured", 1)).isZero();
        assertThat(rig.letters("measured", 1)).extracting(Letter::failures).containsExactly(2, 0);

        rig.stop();
        rig.start(projection);
        publish("m7", 9);
        rig.awaitCaughtUp();
        assertThat(rig.letters("measured", 1)).hasSize(3);

        projection.poisoned.set(false);
        assertThat(rig.retry("measured", 1)).isEqualTo(3);
        assertThat(rig.letters("measured", 1)).isEmpty();
        assertThat(projection
                        .table
                        .query("SELECT value FROM measured FINAL WHERE id = 'm7'", Map.of())
                        .get(0)
                        .getLong("value"))
                .isEqualTo(9);
        String retried = projection.table.hash(1);
        rig.generations().begin("measured", Instant.now());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> rig.generations().of("measured").live() == 2);
        assertThat(projection.table.hash(2)).isEqualTo(retried);
    }
}
