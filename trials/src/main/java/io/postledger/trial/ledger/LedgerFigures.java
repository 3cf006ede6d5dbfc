package io.postledger.trial.ledger;

import io.postledger.api.ledger.EvidenceSelection;
import io.postledger.api.ledger.EvidenceSelection.Kind;
import io.postledger.ledger.BundleText;
import io.postledger.ledger.BundleVerifier;
import io.postledger.ledger.MerkleTree;
import io.postledger.ledger.TreeGrowth;
import io.postledger.ledger.TreeHash;
import io.postledger.ledger.Trust;
import io.postledger.ledger.Verdict;
import io.postledger.ledger.build.RememberedTiles;
import io.postledger.trial.Figures;
import io.postledger.trial.MeasuredProcess;
import io.postledger.trial.OwnPostgres;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What the ledger costs: building the tree against reading the log, proofs, and a bundle of everything. */
final class LedgerFigures {
    private static final double BUILD_BAR = 2;
    private static final double PROOF_BAR_MILLIS = 10;
    private static final double HASHES_BAR = 20;
    private static final double VERIFY_BAR_SECONDS = 10;
    private static final double VERIFY_BAR_MEGABYTES = 256;
    private static final int PROOFS = 5_000;
    private static final int PIECE = 2_048;
    private static final int ROUNDS = 3;
    private static final int PROOF_LEAVES = 1_000_000;

    private final Figures figures;
    private final long seed;
    private final long events;
    private final @Nullable String axonServer;

    /** @param axonServer HOST:PORT of an Axon Server without events, for the log; null for PostgreSQL */
    LedgerFigures(Figures figures, long seed, long events, @Nullable String axonServer) {
        this.figures = figures;
        this.seed = seed;
        this.events = events;
        this.axonServer = axonServer;
    }

    void run(Path folder) throws Exception {
        try (OwnPostgres postgres = OwnPostgres.in(folder);
                TrialLedger store = new TrialLedger(postgres, folder, seed, events, axonServer)) {
            build(store);
            bundle(store, folder.resolve("everything.evidence"));
            readAgain(store);
            proofs(store);
        }
    }

    /** In turn, so that what else the machine does hits both. */
    private void build(TrialLedger store) throws Exception {
        double bare = 0;
        double built = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            store.readAll();
            long read = System.nanoTime();
            store.buildAgain();
            bare += (read - begin) / 1e9;
            built += (System.nanoTime() - read) / 1e9;
        }
        figures.show("bare read of the log", bare / ROUNDS, "s");
        figures.show("building the tree", built / ROUNDS, "s");
        figures.hold("building / bare read", built / bare, "", BUILD_BAR);
    }

    private void bundle(TrialLedger store, Path file) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            store.bundle(new EvidenceSelection(Kind.EVERYTHING, null, null, null, null), out);
        }
        figures.show("bundle of everything: exporting", (System.nanoTime() - begin) / 1e9, "s");
        figures.show("bundle of everything: size", Files.size(file) / 1e6, "MB");
        begin = System.nanoTime();
        Verdict verdict;
        try (InputStream in = Files.newInputStream(file)) {
            verdict = BundleVerifier.verify(in, store.anchored());
        }
        if (!verdict.isGood() || verdict.events() != events) {
            figures.fell("a bundle of everything did not verify: " + verdict.findings());
        }
        figures.hold("bundle of everything: verifying", (System.nanoTime() - begin) / 1e9, "s", VERIFY_BAR_SECONDS);
        verifyAlone(file, store.anchored());
    }

    /** By processes of their own, as an auditor would: what they take of the machine is theirs alone. */
    private void verifyAlone(Path bundle, Trust anchored) throws IOException, InterruptedException {
        String script = System.getProperty("postledger.command");
        if (script == null) {
            return;
        }
        List<String> lines = new ArrayList<>();
        anchored.keys().forEach(key -> lines.add(BundleText.write(key)));
        anchored.heads().forEach(head -> lines.add(BundleText.write(head)));
        Path anchors = Files.write(bundle.resolveSibling("anchored.ndjson"), lines);
        List<String> what = List.of(bundle.toString(), "--anchor", anchors.toString());
        alone("audit verify", List.of(script, "audit", "verify"), what);
        Path second = Path.of(script).toAbsolutePath().resolveSibling("ledger").resolve("verify.py");
        alone("verify.py", List.of("python3", second.toString()), what);
    }

    private void alone(String name, List<String> verifier, List<String> what) throws InterruptedException {
        List<String> line = new ArrayList<>(verifier);
        line.addAll(what);
        MeasuredProcess verified = MeasuredProcess.run(line);
        if (verified.exitCode() != 0) {
            figures.fell(name + " did not verify a bundle of everything: " + verified.said());
        }
        figures.hold(name + ", a process of its own", verified.seconds(), "s", VERIFY_BAR_SECONDS);
        figures.hold(name + ": most resident memory", verified.megabytes(), "MB", VERIFY_BAR_MEGABYTES);
    }

    /** In pieces, as a running product does all the time. */
    private void readAgain(TrialLedger store) {
        List<Double> millis = new ArrayList<>();
        for (long from = 0; from < events; from += PIECE) {
            long begin = System.nanoTime();
            if (!store.check().piece(from, Math.min(from + PIECE, events)).isEmpty()) {
                figures.fell("something was found in an untouched store from leaf " + from + " on");
            }
            millis.add((System.nanoTime() - begin) / 1e6);
        }
        figures.show("reading 2,048 events again: p50", Figures.percentile(millis, 0.5), "ms");
        figures.show("reading 2,048 events again: p99", Figures.percentile(millis, 0.99), "ms");
    }

    /** In a tree of made-up leaves. */
    private void proofs(TrialLedger store) throws SQLException {
        Random random = new Random(seed);
        TreeGrowth growth = TreeGrowth.empty();
        store.jdbc().sql("TRUNCATE ledger_tile").update();
        byte[] leaf = new byte[TreeHash.BYTES];
        for (int i = 0; i < PROOF_LEAVES; i++) {
            random.nextBytes(leaf);
            growth.append(leaf.clone(), i);
            if (i % 5_000 == 0) {
                store.save(growth.takeChanged());
            }
        }
        store.save(growth.takeChanged());
        RememberedTiles tiles = new RememberedTiles(store.tables());
        List<Double> millis = new ArrayList<>();
        int most = 0;
        for (int i = 0; i < PROOFS; i++) {
            long index = random.nextInt(PROOF_LEAVES);
            long begin = System.nanoTime();
            most = Math.max(
                    most, new MerkleTree(tiles).path(0, index, PROOF_LEAVES).size());
            millis.add((System.nanoTime() - begin) / 1e6);
        }
        figures.hold("inclusion proof at 10^6: hashes", most, "", HASHES_BAR);
        figures.show("inclusion proof at 10^6: p50", Figures.percentile(millis, 0.5), "ms");
        figures.hold("inclusion proof at 10^6: p99", Figures.percentile(millis, 0.99), "ms", PROOF_BAR_MILLIS);
    }
}
