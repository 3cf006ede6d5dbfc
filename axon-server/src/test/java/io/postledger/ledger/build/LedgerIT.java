package io.postledger.ledger.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postledger.api.ledger.EvidencePart;
import io.postledger.api.ledger.EvidenceSelection;
import io.postledger.api.ledger.EvidenceSelection.Kind;
import io.postledger.embedded.testing.PostgresDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.ledger.BundleVerifier;
import io.postledger.ledger.Finding;
import io.postledger.ledger.LedgerKey;
import io.postledger.ledger.TreeHead;
import io.postledger.ledger.Trust;
import io.postledger.ledger.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class LedgerIT {
    private static final String INSERT = """
            INSERT INTO event_log (aggregate_id, sequence, aggregate_type, event_id, name, revision, payload, metadata, recorded_at)
            SELECT 'post_' || i %% 10, i / 10, 'Post', 'event-' || i, 'post.PostEdited', '2', convert_to('{"n":' || i || '}', 'UTF8'),
                   convert_to('{"actor":"user:u","workspace":"ws_' || i %% 2 || '"}', 'UTF8'), '2026-11-23T12:00:' || lpad((i %% 60)::text, 2, '0') || 'Z'
            FROM generate_series(%d, %d) AS i
            """;

    @TempDir
    Path folder;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private DriverManagerDataSource source;
    private JdbcClient jdbc;
    private StoredLog log;
    private LedgerTables tables;
    private Ledger ledger;
    private EvidenceDesk desk;
    private LedgerCheck check;

    @BeforeEach
    void anEmptyStore() throws IOException {
        PostgresDatabase postgres = TestStores.newPostgresDatabase();
        source = new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Flyway.configure().dataSource(source).load().migrate();
        Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
        open();
    }

    /** As a process that starts. */
    private void open() {
        jdbc = JdbcClient.create(source);
        log = new PostgresStoredLog(source);
        tables = new LedgerTables(new JdbcTemplate(source));
        ledger = new Ledger(
                log,
                tables,
                new LedgerKeys(tables, folder.resolve("key"), Clock.systemUTC()),
                new TransactionTemplate(new DataSourceTransactionManager(source)),
                Clock.systemUTC());
        desk = new EvidenceDesk(ledger, log, tables, Clock.systemUTC());
        check = new LedgerCheck(log, tables);
    }

    private void append(int from, int to) {
        jdbc.sql(INSERT.formatted(from, to)).update();
    }

    private TreeHead grown() {
        while (ledger.grow() > 0) {
            // More follows.
        }
        ledger.sign();
        return tables.head().orElseThrow();
    }

    private byte[] bundle(EvidenceSelection selection, int limit) throws IOException {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        EvidencePart part = desk.write(selection, null, null, limit, bundle);
        while (part.next() != null) {
            part = desk.write(selection, part.head(), part.next(), limit, bundle);
        }
        return bundle.toByteArray();
    }

    private static List<String> afterManifest(byte[] bundle) {
        return new String(bundle, StandardCharsets.UTF_8).lines().skip(2).toList();
    }

    private Verdict verified(EvidenceSelection selection) throws IOException {
        return BundleVerifier.verify(
                new ByteArrayInputStream(bundle(selection, 100_000)), new Trust(tables.keys(), tables.heads()));
    }

    private static EvidenceSelection everything() {
        return new EvidenceSelection(Kind.EVERYTHING, null, null, null);
    }

    private static List<String> told(List<Finding> findings) {
        return findings.stream().map(one -> one.code() + " " + one.index()).toList();
    }

    @Test
    void givenLogInPieces_whenGrownAcrossRestarts_thenTheTreeOfTheWhole() {
        append(0, 99);
        TreeHead first = grown();
        append(100, 700);
        open();
        TreeHead second = grown();
        byte[] root = second.root();

        assertThat(first.size()).isEqualTo(100);
        assertThat(second.size()).isEqualTo(701);
        assertThat(check.everything(new Trust(tables.keys(), List.of(first, second))))
                .isEmpty();
        jdbc.sql("TRUNCATE ledger_tile, ledger_head").update();
        open();
        assertThat(grown().root()).isEqualTo(root);
    }

    @Test
    void givenSlowTransaction_whenLaterPositionsCommit_thenTheTreeWaitsForIt() throws SQLException {
        append(0, 9);
        grown();
        try (Connection slow = source.getConnection()) {
            slow.setAutoCommit(false);
            slow.createStatement().execute(INSERT.formatted(10, 12));
            append(13, 20);
            assertThat(ledger.grow()).isZero();
            append(21, 25);
            assertThat(ledger.grow()).isZero();
            slow.commit();
        }
        assertThat(grown().size()).isEqualTo(26);
        assertThat(check.everything(Trust.NONE)).isEmpty();
    }

    @Test
    void givenTransactionThatGaveUp_whenLaterPositionsCommit_thenTheTreePassesTheGap() throws SQLException {
        append(0, 9);
        try (Connection givenUp = source.getConnection()) {
            givenUp.setAutoCommit(false);
            givenUp.createStatement().execute(INSERT.formatted(10, 12));
            append(13, 20);
            assertThat(ledger.grow()).isEqualTo(10);
            givenUp.rollback();
        }
        TreeHead head = grown();
        assertThat(head.size()).isEqualTo(18);
        assertThat(head.position()).isEqualTo(21);
    }

    @Test
    void givenStore_whenExported_thenEverySelectionVerifiesInOnePartOrMany() throws IOException {
        append(0, 1_999);
        grown();
        append(2_000, 2_099);

        Verdict whole = verified(everything());
        assertThat(whole.findings()).isEmpty();
        assertThat(whole.events()).isEqualTo(2_100);
        assertThat(whole.anchored()).isTrue();
        assertThat(afterManifest(bundle(everything(), 300))).isEqualTo(afterManifest(bundle(everything(), 100_000)));
        Verdict parts = BundleVerifier.verify(new ByteArrayInputStream(bundle(everything(), 300)), Trust.NONE);
        assertThat(parts.findings()).isEmpty();
        assertThat(verified(new EvidenceSelection(Kind.POST, "post_3", null, null))
                        .events())
                .isEqualTo(210);
        assertThat(verified(new EvidenceSelection(Kind.WORKSPACE, "ws_1", null, null))
                        .events())
                .isEqualTo(1_050);
        Verdict time = verified(new EvidenceSelection(
                Kind.TIME, null, Instant.parse("2026-11-23T12:00:10Z"), Instant.parse("2026-11-23T12:00:11Z")));
        assertThat(time.findings()).isEmpty();
        assertThat(time.events()).isEqualTo(35);
        assertThat(verified(new EvidenceSelection(Kind.POST, "post_none", null, null))
                        .events())
                .isZero();
    }

    @Test
    void givenAlteredMissingOrAddedRows_whenCheckedOrExported_thenLocated() throws IOException {
        append(0, 599);
        // So that there is room between them.
        jdbc.sql("UPDATE event_log SET position = -position").update();
        jdbc.sql("UPDATE event_log SET position = -position * 2").update();
        jdbc.sql("SELECT setval('event_log_position', 1200)")
                .query((row, at) -> 0)
                .single();
        grown();
        jdbc.sql("UPDATE event_log SET payload = 'x' WHERE event_id = 'event-40'")
                .update();
        jdbc.sql("DELETE FROM event_log WHERE event_id = 'event-300'").update();
        jdbc.sql("INSERT INTO event_log SELECT 1001, 'post_x', 0, aggregate_type, 'event-x', name, revision, payload,"
                        + " metadata, recorded_at FROM event_log WHERE event_id = 'event-41'")
                .update();

        assertThat(told(check.everything(Trust.NONE)))
                .containsExactly("EVENT_ALTERED 40", "EVENT_MISSING 300", "EVENT_ADDED 500");
        assertThat(told(verified(everything()).findings())).containsExactly("EVENT_ALTERED 40", "EVENT_MISSING 300");
        assertThat(told(verified(new EvidenceSelection(Kind.POST, "post_7", null, null))
                        .findings()))
                .as("it could be the post's")
                .containsExactly("EVENT_ALTERED 40", "EVENT_MISSING 300");
    }

    @Test
    void givenOldBackupPutBack_whenHeldAgainstAnchoredHead_thenRolledBack() {
        append(0, 599);
        TreeHead anchored = grown();
        jdbc.sql("DELETE FROM event_log WHERE position > 500").update();
        jdbc.sql("TRUNCATE ledger_tile, ledger_head").update();
        open();
        grown();
        assertThat(told(check.anchors(new Trust(tables.keys(), List.of(anchored)))))
                .containsExactly("HISTORY_ROLLED_BACK 500");

        append(1_000, 1_200);
        grown();
        assertThat(told(check.anchors(new Trust(tables.keys(), List.of(anchored)))))
                .as("and gone on with")
                .containsExactly("HEADS_INCONSISTENT 0");
    }

    @Test
    void givenAlteredTree_whenChecked_thenLocated() {
        append(0, 99);
        grown();
        append(100, 599);
        grown();
        jdbc.sql("UPDATE ledger_tile SET hashes = overlay(hashes placing '\\x00000000' from 33) WHERE level = 1")
                .update();
        assertThat(told(check.everything(Trust.NONE))).containsExactly("TREE_ALTERED 0");
        jdbc.sql(
                        "UPDATE ledger_tile SET hashes = overlay(hashes placing '\\x00000000' from 33) WHERE level = 0 AND number = 1")
                .update();
        assertThat(told(check.everything(Trust.NONE))).contains("TREE_ALTERED 100", "EVENT_ALTERED 257");
    }

    @Test
    void givenRotatedKey_whenVerifiedByEither_thenGood() throws IOException {
        append(0, 9);
        TreeHead old = grown();
        LedgerKey first = tables.keys().get(0);
        LedgerKey second = ledger.rotateKey();
        append(10, 19);
        grown();
        byte[] bundle = bundle(everything(), 100);

        assertThat(tables.head().orElseThrow().keyId()).isEqualTo(second.id());
        for (LedgerKey key : List.of(first, second)) {
            assertThat(BundleVerifier.verify(new ByteArrayInputStream(bundle), new Trust(List.of(key), List.of(old)))
                            .findings())
                    .isEmpty();
        }
    }

    private LedgerRun run(Path anchor) {
        return new LedgerRun(
                ledger,
                tables,
                check,
                List.of(new FileAnchor(anchor)),
                Duration.ofMillis(60),
                Clock.systemUTC(),
                toCall -> {});
    }

    @Test
    void givenRunningLedger_whenAnOldBackupIsPutBack_thenHealthSaysSoAtTheNextStartAndNothingIsAnchored()
            throws IOException {
        Path anchor = folder.resolve("anchors").resolve("ledger.ndjson");
        append(0, 599);
        LedgerRun running = run(anchor);
        running.start();
        await().atMost(PATIENCE).until(() -> Files.exists(anchor));
        assertThat(new LedgerHealth(running).health().getStatus()).isEqualTo(Status.UP);
        running.stop();
        List<String> anchored = Files.readAllLines(anchor);
        jdbc.sql("DELETE FROM event_log WHERE position > 500").update();
        jdbc.sql("TRUNCATE ledger_tile, ledger_head, ledger_anchored").update();
        open();

        LedgerRun again = run(anchor);
        again.start();
        await().atMost(PATIENCE).until(() -> !again.findings().isEmpty());
        Health health = new LedgerHealth(again).health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails().toString()).contains("HISTORY_ROLLED_BACK");
        await().atMost(PATIENCE).until(() -> tables.head().isPresent());
        again.stop();
        assertThat(Files.readAllLines(anchor)).isEqualTo(anchored);
    }
}
