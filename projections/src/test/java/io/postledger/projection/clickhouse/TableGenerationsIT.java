package io.postledger.projection.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.export.ExportPart;
import io.postledger.api.projection.ChangeRebuild;
import io.postledger.api.projection.CopyProjection;
import io.postledger.api.projection.FindProjection;
import io.postledger.api.projection.ProjectionView;
import io.postledger.api.projection.RebuildProjection;
import io.postledger.embedded.testing.ClickHouseDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.projection.Generations.BuildState;
import io.postledger.projection.Generations.TargetDifference;
import io.postledger.projection.Letter;
import io.postledger.projection.ProjectionClaims;
import io.postledger.projection.ProjectionRig;
import io.postledger.projection.clickhouse.Measurements.Measured;
import io.postledger.projection.mongo.MongoClaims;
import io.postledger.projection.mongo.MongoStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Letters, comparing and copies of a table: a row that it cannot hold is its event's fault, and nobody else's. */
class TableGenerationsIT {
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

    private void damage(String sql) {
        store.execute(store.database() + "__measured__2", sql);
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
        rig.begin("measured");
        rig.awaitLive("measured", 2);
        assertThat(projection.table.hash(2)).isEqualTo(retried);
    }

    @Test
    void givenLettersLostAlone_whenStarted_thenBuiltFromTheLog_andWhatWasHeldIsHeldAgain() throws Exception {
        for (int i = 0; i < 50; i++) {
            publish("m" + i, i == 7 ? 5_000 : i);
        }
        publish("m7", 8);
        rig.awaitCaughtUp();
        rig.stop();
        store.execute(store.database(), "TRUNCATE TABLE projection_letter");

        rig.start(projection);
        publish("m7", 9);
        rig.awaitCaughtUp();

        assertThat(rig.letters("measured", 1)).extracting(Letter::key).containsExactly("m7:0", "m7:1", "m7:2");
        assertThat(projection.table.size(1)).isEqualTo(49);
        projection.poisoned.set(false);
        assertThat(rig.retry("measured", 1)).isEqualTo(3);
        rig.stop();
        rig.start(projection);
        rig.awaitCaughtUp();
        String healed = projection.table.hash(1);
        rig.begin("measured");
        rig.awaitLive("measured", 2);
        assertThat(projection.table.hash(2)).isEqualTo(healed);
    }

    @Test
    void givenANodeWithoutTheTable_whenAsked_thenItTellsWhatStandsThere() {
        projection.poisoned.set(false);
        for (int i = 0; i < 50; i++) {
            publish("m" + i, i);
        }
        rig.awaitCaughtUp();
        FindProjection whole = new FindProjection("measured", true);
        ProjectionClaims claims = new MongoClaims(mongo, "other", Duration.ofSeconds(10), Clock.systemUTC());
        try (ProjectionRig otherNode =
                new ProjectionRig(mongo, claims, rig.log(), 20, 1).seeing(store).start()) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(otherNode.ask(whole, ProjectionView.class))
                            .returns(49L, ProjectionView::position)
                            .isEqualTo(rig.ask(whole, ProjectionView.class)));
        }
    }

    @Test
    void givenRowsThatDiffer_whenCompared_thenTheirKeysAreTold_andACopyIsAsItStood() throws Exception {
        projection.poisoned.set(false);
        for (int i = 0; i < 50; i++) {
            rig.publish("m" + i, new Measured("m" + i, i == 0 ? null : Long.valueOf(i)));
        }
        rig.awaitCaughtUp();
        rig.send(new RebuildProjection("measured", true));
        rig.awaitLive("measured", 2);
        String whole = projection.table.hash(2);
        damage("ALTER TABLE measured UPDATE value = 99 WHERE id = 'm4' SETTINGS mutations_sync = 2");
        damage("ALTER TABLE measured DELETE WHERE id = 'm0' SETTINGS mutations_sync = 2");

        rig.send(new RebuildProjection("measured", true));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> rig.generations().of("measured").build().state() == BuildState.DIFFERENT);
        assertThat(rig.generations().of("measured").build().difference().targets())
                .containsExactly(new TargetDifference("measured", 2, List.of("('m0')", "('m4')")));
        rig.send(new ChangeRebuild("measured", null, ChangeRebuild.Change.SWITCH));
        rig.awaitLive("measured", 3);
        assertThat(projection.table.hash(3)).isEqualTo(whole);

        publish("m50", 50);
        rig.awaitCaughtUp();
        rig.send(new CopyProjection("measured", "then", 49L, null));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> rig.generations()
                                .of("measured")
                                .copy("then")
                                .orElseThrow()
                                .state()
                        == BuildState.DONE);
        int generation =
                rig.generations().of("measured").copy("then").orElseThrow().generation();
        assertThat(projection.table.hash(generation)).isEqualTo(whole);
        List<String> rows = new ArrayList<>();
        ExportPart part = rig.exportCopy("measured", "measured", "then", null, 30, rows);
        assertThat(part.next()).isNotNull();
        part = rig.exportCopy("measured", "measured", "then", part.next(), 30, rows);
        assertThat(part.next()).isNull();
        assertThat(part.contentHash()).isEqualTo(whole);
        assertThat(rows)
                .hasSize(50)
                .doesNotHaveDuplicates()
                .anyMatch(row -> row.contains("\"id\":\"m0\"") && row.contains("\"value\":null"));
        assertThatThrownBy(() -> rig.exportCopy("measured", "measured", "then", "x", 30, rows))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e -> assertThat(e.code()).isEqualTo(RejectionCode.EXPORT_CURSOR_INVALID));
    }
}
