package io.postledger.ledger.build;

import com.zaxxer.hikari.HikariDataSource;
import io.postledger.api.EventCatalogue;
import io.postledger.api.ledger.EvidencePart;
import io.postledger.api.ledger.EvidenceSelection;
import io.postledger.api.ledger.EvidenceSelection.Kind;
import io.postledger.embedded.testing.PostgresDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.ledger.BundleVerifier;
import io.postledger.ledger.Finding;
import io.postledger.ledger.TreeHead;
import io.postledger.ledger.Trust;
import io.postledger.ledger.Verdict;
import io.postledger.privacy.KeysInMemory;
import io.postledger.privacy.PersonalCipher;
import io.postledger.security.TokenCipher;
import io.postledger.store.CatalogueSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A ledger on a PostgreSQL of its own, over a log of plain rows. */
abstract class LedgerRig {
    static final String INSERT = """
            INSERT INTO event_log (aggregate_id, sequence, aggregate_type, event_id, name, revision, payload, metadata, recorded_at)
            SELECT 'post_' || i %% 10, i / 10, 'Post', 'event-' || i, 'post.PostEdited', '2', convert_to('{"n":' || i || '}', 'UTF8'),
                   convert_to('{"actor":"user:u","workspace":"ws_' || i %% 2 || '"}', 'UTF8'), '2026-11-23T12:00:' || lpad((i %% 60)::text, 2, '0') || 'Z'
            FROM generate_series(%d, %d) AS i
            """;

    @TempDir
    Path folder;

    static final Duration PATIENCE = Duration.ofSeconds(60);

    HikariDataSource source;
    JdbcClient jdbc;
    StoredLog log;
    LedgerTables tables;
    Ledger ledger;
    EvidenceDesk desk;
    CatalogueSerializer serializer;
    final KeysInMemory keys = new KeysInMemory();
    LedgerCheck check;

    @BeforeEach
    void anEmptyStore() throws IOException {
        PostgresDatabase postgres = TestStores.newPostgresDatabase();
        source = new HikariDataSource();
        source.setJdbcUrl(postgres.jdbcUrl());
        source.setUsername(postgres.user());
        source.setPassword(postgres.password());
        Flyway.configure().dataSource(source).load().migrate();
        Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
        open();
    }

    @AfterEach
    void close() {
        source.close();
    }

    /** As a process that starts. */
    void open() {
        jdbc = JdbcClient.create(source);
        log = new PostgresStoredLog(source);
        tables = new LedgerTables(new JdbcTemplate(source));
        ledger = new Ledger(
                log,
                tables,
                new LedgerKeys(tables, new TokenCipher(folder.resolve("key")), Clock.systemUTC()),
                new TransactionTemplate(new DataSourceTransactionManager(source)),
                Clock.systemUTC());
        EventCatalogue catalogue = new EventCatalogue();
        serializer = new CatalogueSerializer(catalogue, new PersonalCipher(keys));
        desk = new EvidenceDesk(ledger, log, tables, new RenderedEvents(serializer, catalogue), Clock.systemUTC());
        check = new LedgerCheck(log, tables);
    }

    void append(int from, int to) {
        jdbc.sql(INSERT.formatted(from, to)).update();
    }

    TreeHead grown() {
        while (ledger.grow() > 0) {
            // More follows.
        }
        ledger.sign();
        return tables.head().orElseThrow();
    }

    byte[] bundle(EvidenceSelection selection, int limit) throws IOException {
        return bundle(selection, false, limit);
    }

    byte[] bundle(EvidenceSelection selection, boolean isReadable, int limit) throws IOException {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        EvidencePart part = desk.write(selection, isReadable, null, null, limit, bundle);
        while (part.next() != null) {
            part = desk.write(selection, isReadable, part.head(), part.next(), limit, bundle);
        }
        return bundle.toByteArray();
    }

    static List<String> afterManifest(byte[] bundle) {
        return new String(bundle, StandardCharsets.UTF_8).lines().skip(2).toList();
    }

    Verdict verified(EvidenceSelection selection) throws IOException {
        return BundleVerifier.verify(
                new ByteArrayInputStream(bundle(selection, 100_000)), new Trust(tables.keys(), tables.heads()));
    }

    static EvidenceSelection everything() {
        return new EvidenceSelection(Kind.EVERYTHING, null, null, null, null);
    }

    static List<String> told(List<Finding> findings) {
        return findings.stream().map(one -> one.code() + " " + one.index()).toList();
    }

    LedgerRun run(Path anchor) {
        return new LedgerRun(
                ledger,
                tables,
                check,
                List.of(new FileAnchor(anchor)),
                Duration.ofMillis(60),
                Clock.systemUTC(),
                toCall -> {});
    }
}
