package io.postledger.trial.ledger;

import io.postledger.api.EventCatalogue;
import io.postledger.api.ledger.EvidenceSelection;
import io.postledger.ledger.Leaf;
import io.postledger.ledger.Tile;
import io.postledger.ledger.TreeHead;
import io.postledger.ledger.Trust;
import io.postledger.ledger.build.EvidenceDesk;
import io.postledger.ledger.build.Ledger;
import io.postledger.ledger.build.LedgerCheck;
import io.postledger.ledger.build.LedgerKeys;
import io.postledger.ledger.build.LedgerTables;
import io.postledger.ledger.build.PostgresStoredLog;
import io.postledger.ledger.build.RenderedEvents;
import io.postledger.ledger.build.StoredLog;
import io.postledger.ledger.build.StreamedLog;
import io.postledger.security.TokenCipher;
import io.postledger.store.CatalogueSerializer;
import io.postledger.trial.OwnPostgres;
import io.postledger.trial.history.AxonServerLog;
import io.postledger.trial.history.History;
import io.postledger.trial.history.HistoryLog;
import io.postledger.trial.history.PostgresLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.Random;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A history in a database of its own, with its ledger: as the product leaves both, without the product. */
final class TrialLedger implements AutoCloseable {
    private final Connection connection;
    private final LedgerTables tables;
    private final LedgerCheck check;
    private final EvidenceDesk desk;
    private final StoredLog log;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final @Nullable AxonServerLog streamed;
    private Trust anchored = Trust.NONE;

    /** On PostgreSQL. Every second position is left free, so that there is room to add events. */
    TrialLedger(OwnPostgres postgres, Path folder, long seed, long events) throws SQLException, IOException {
        this(postgres, folder, seed, events, null);
    }

    /** @param axonServer HOST:PORT of an Axon Server without events, for the log; null for PostgreSQL */
    TrialLedger(OwnPostgres postgres, Path folder, long seed, long events, @Nullable String axonServer)
            throws SQLException, IOException {
        DriverManagerDataSource source =
                new DriverManagerDataSource(postgres.url(), postgres.user(), postgres.password());
        Flyway.configure().dataSource(source).load().migrate();
        try (Connection fresh = postgres.connect();
                Statement statement = fresh.createStatement()) {
            statement.execute(
                    "TRUNCATE event_log, ledger_tile, ledger_head, ledger_key, ledger_installation, ledger_anchored");
        }
        connection = postgres.connect();
        SingleConnectionDataSource one = new SingleConnectionDataSource(connection, true);
        jdbc = JdbcClient.create(one);
        CatalogueSerializer serializer = new CatalogueSerializer(new EventCatalogue());
        streamed = axonServer == null ? null : new AxonServerLog(axonServer, serializer);
        byte[] key = new byte[32];
        new Random(seed).nextBytes(key);
        Path keyFile = Files.writeString(
                folder.resolve("ledger-" + seed + ".key"), Base64.getEncoder().encodeToString(key));
        log = streamed == null ? new PostgresStoredLog(one) : StreamedLog.ofAxonServer(streamed.store(), serializer);
        tables = new LedgerTables(new JdbcTemplate(one));
        ledger = new Ledger(
                log,
                tables,
                new LedgerKeys(tables, new TokenCipher(keyFile), Clock.systemUTC()),
                new TransactionTemplate(new DataSourceTransactionManager(one)),
                Clock.systemUTC());
        check = new LedgerCheck(log, tables);
        EventCatalogue catalogue = new EventCatalogue();
        desk = new EvidenceDesk(
                ledger,
                log,
                tables,
                new RenderedEvents(new CatalogueSerializer(catalogue), catalogue),
                Clock.systemUTC());
        try (History history = new History(seed, History.workspacesFor(events))) {
            if (streamed == null) {
                try (HistoryLog loaded = new PostgresLog(postgres.connect(), serializer)) {
                    history.until(events, loaded::append);
                    loaded.flush();
                }
                jdbc.sql("UPDATE event_log SET position = -position").update();
                jdbc.sql("UPDATE event_log SET position = -position * 2").update();
                grow(events);
            } else {
                grow(streamed, history, events);
            }
        }
    }

    /** As the other, half of it at a time: what an Axon Server has cannot be put out of sight. */
    private void grow(AxonServerLog streamed, History history, long events) {
        history.until(events / 2, streamed::append);
        streamed.flush();
        growAll();
        ledger.sign();
        ledger.rotateKey();
        history.until(events, streamed::append);
        streamed.flush();
        growAll();
        ledger.sign();
        anchored = new Trust(tables.keys(), tables.heads());
    }

    /** Looks again where there seems to be no more: an Axon Server may still be handing out what it has. */
    private void growAll() {
        while (ledger.grow() > 0 || ledger.grow() > 0) {
            // More of it follows.
        }
    }

    /** With a head in the middle and a change of keys, and all of it anchored. */
    private void grow(long events) throws SQLException {
        long half = jdbc.sql("SELECT position FROM event_log ORDER BY position OFFSET ? LIMIT 1")
                .param(events / 2)
                .query(Long.class)
                .single();
        connection.setAutoCommit(false);
        // The rest is out of sight until the first half is signed.
        jdbc.sql("CREATE TEMPORARY TABLE later AS SELECT * FROM event_log WHERE position > ?")
                .param(half)
                .update();
        jdbc.sql("DELETE FROM event_log WHERE position > ?").param(half).update();
        connection.commit();
        connection.setAutoCommit(true);
        growAll();
        ledger.sign();
        ledger.rotateKey();
        jdbc.sql("INSERT INTO event_log SELECT * FROM later").update();
        growAll();
        ledger.sign();
        anchored = new Trust(tables.keys(), tables.heads());
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    Connection connection() {
        return connection;
    }

    LedgerTables tables() {
        return tables;
    }

    LedgerCheck check() {
        return check;
    }

    /** What was anchored outside. */
    Trust anchored() {
        return anchored;
    }

    TreeHead head() {
        return anchored.heads().get(anchored.heads().size() - 1);
    }

    /** Whether the log is this database's, and so can be altered by whoever has it. */
    boolean isLogHere() {
        return streamed == null;
    }

    /** The first post of the log. */
    String aPost() throws Exception {
        String[] first = new String[1];
        log.read(-1, Long.MAX_VALUE, leaf -> {
            first[0] = leaf.aggregateId();
            return !leaf.aggregateId().startsWith("post_");
        });
        return first[0];
    }

    byte[] bundle(EvidenceSelection selection) throws IOException {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        bundle(selection, bundle);
        return bundle.toByteArray();
    }

    void bundle(EvidenceSelection selection, OutputStream to) throws IOException {
        if (desk.write(selection, false, null, null, Integer.MAX_VALUE, to).next() != null) {
            throw new IllegalStateException("A bundle ended before its end");
        }
    }

    /** What the log has now. */
    void forEach(Consumer<Leaf> reader) {
        try {
            log.read(Long.MIN_VALUE, Long.MAX_VALUE, leaf -> {
                reader.accept(leaf);
                return true;
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every column of every event, and nothing done with it. */
    void readAll() throws Exception {
        log.read(-1, head().position(), leaf -> true);
    }

    /** As for a log that was there before its ledger. */
    void buildAgain() {
        jdbc.sql("TRUNCATE ledger_tile").update();
        growAll();
    }

    void save(Collection<Tile> tiles) {
        for (Tile tile : tiles) {
            jdbc.sql("""
                    INSERT INTO ledger_tile (level, number, hashes, positions, first_position) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes, positions = excluded.positions
                    """)
                    .params(
                            tile.level(),
                            tile.number(),
                            tile.hashes(),
                            tile.positions(),
                            tile.positions() == null ? null : tile.position(0))
                    .update();
        }
    }

    @Override
    public void close() throws SQLException {
        if (streamed != null) {
            streamed.close();
        }
        connection.close();
    }
}
