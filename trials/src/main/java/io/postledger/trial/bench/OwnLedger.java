package io.postledger.trial.bench;

import io.postledger.ledger.MerkleTree;
import io.postledger.ledger.build.Ledger;
import io.postledger.ledger.build.LedgerConfiguration;
import io.postledger.ledger.build.LedgerRun;
import io.postledger.ledger.build.LedgerTables;
import io.postledger.ledger.build.StoredLog;
import io.postledger.security.TokenCipher;
import io.postledger.trial.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The ledger as a product with the role saga keeps it, which the bench's has not: put together by the product's own
 * configuration, with its usual interval, anchored in a file. Stands until it is asked to run.
 */
final class OwnLedger implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final BenchRoom room;
    private final LedgerTables tables;
    private final LedgerRun run;

    OwnLedger(BenchRoom room) throws IOException {
        this.room = room;
        LedgerConfiguration configuration = new LedgerConfiguration();
        OwnProduct product = room.product();
        tables = product.bean(LedgerTables.class);
        StoredLog log = product.bean(StoredLog.class);
        Clock clock = product.bean(Clock.class);
        Ledger ledger = configuration.ledger(
                log,
                tables,
                product.bean(PlatformTransactionManager.class),
                new TokenCipher(Path.of(OwnProduct.key(room.folder(), "ledger"))),
                clock);
        Path anchors = room.folder().resolve("anchors.ndjson");
        run = configuration.ledgerRun(
                ledger,
                log,
                tables,
                configuration.ledgerCheck(log, tables),
                configuration.ledgerAnchors(anchors, null, null, null),
                INTERVAL,
                clock,
                product.provider(EventStore.class));
    }

    /** Has it run, and returns once the tree has all of the log. */
    void start() {
        run.start();
        Waiting.until(PATIENCE, "the tree has all of the log", this::isWhole);
    }

    private boolean isWhole() {
        long size = tables.size();
        try {
            return size > 0
                    && new MerkleTree(tables).position(size - 1)
                            >= room.rawLog().last();
        } catch (Exception e) {
            throw new IllegalStateException("How far the tree has come cannot be said", e);
        }
    }

    /** What comes meanwhile it takes in when it runs again. */
    void stop() {
        run.stop();
    }

    @Override
    public void close() {
        stop();
    }
}
