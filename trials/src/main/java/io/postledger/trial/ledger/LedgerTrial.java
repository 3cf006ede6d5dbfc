package io.postledger.trial.ledger;

import io.postledger.api.ledger.EvidenceSelection;
import io.postledger.api.ledger.EvidenceSelection.Kind;
import io.postledger.ledger.BundleVerifier;
import io.postledger.ledger.Finding;
import io.postledger.ledger.Trust;
import io.postledger.ledger.Verdict;
import io.postledger.trial.Figures;
import io.postledger.trial.OwnPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether the ledger finds what was done to a store or a bundle, and nothing where nothing was. */
final class LedgerTrial {
    private static final EvidenceSelection EVERYTHING = new EvidenceSelection(Kind.EVERYTHING, null, null, null, null);

    private final Figures figures;
    private final long seed;
    private final long events;
    private final int mutations;
    private final int untouched;
    private final @Nullable String axonServer;
    private final Map<String, int[]> kinds = new TreeMap<>();

    /**
     * @param events of each history
     * @param mutations half of them in the store, half in bundles
     * @param untouched stores that nothing is done to; where the log is an Axon Server's, which cannot be emptied, it is one
     * @param axonServer HOST:PORT of an Axon Server without events, for the log; null for PostgreSQL
     */
    LedgerTrial(Figures figures, long seed, long events, int mutations, int untouched, @Nullable String axonServer) {
        this.figures = figures;
        this.seed = seed;
        this.events = events;
        this.mutations = mutations;
        this.untouched = untouched;
        this.axonServer = axonServer;
    }

    void run(Path folder) throws Exception {
        long begin = System.nanoTime();
        try (OwnPostgres postgres = OwnPostgres.in(folder)) {
            int alarms = 0;
            for (int i = 1; i <= untouched && axonServer == null; i++) {
                try (TrialLedger store = new TrialLedger(postgres, folder, seed + i, events)) {
                    alarms += alarms(store);
                }
            }
            try (TrialLedger store = new TrialLedger(postgres, folder, seed, events, axonServer)) {
                alarms += alarms(store);
                figures.hold(
                        "false alarms on " + (axonServer == null ? untouched + 1 : 1) + " untouched stores",
                        alarms,
                        "",
                        0);
                inStore(store);
                inBundles(store);
            }
        }
        int found = kinds.values().stream().mapToInt(counts -> counts[1]).sum();
        int located = kinds.values().stream().mapToInt(counts -> counts[2]).sum();
        kinds.forEach((kind, counts) -> figures.show(kind, counts[0], "done"));
        figures.show("mutations", mutations, "");
        must("not found", mutations - found);
        must("not located", mutations - located);
        figures.show("took", (System.nanoTime() - begin) / 1e9, "s");
    }

    private void must(String what, int count) {
        figures.show(what, count, "");
        if (count > 0) {
            figures.fell(count + " mutations " + what);
        }
    }

    private int alarms(TrialLedger store) throws Exception {
        int alarms = store.check().everything(store.anchored()).size();
        for (EvidenceSelection selection : List.of(EVERYTHING, ofPost(store))) {
            alarms +=
                    verify(store.bundle(selection), store.anchored()).findings().size();
        }
        if (alarms > 0) {
            figures.fell(alarms + " false alarms");
        }
        return alarms;
    }

    private static EvidenceSelection ofPost(TrialLedger store) throws Exception {
        return new EvidenceSelection(Kind.POST, store.aPost(), null, null, null);
    }

    private static Verdict verify(byte[] bundle, Trust trust) throws IOException {
        return BundleVerifier.verify(new ByteArrayInputStream(bundle), trust);
    }

    /** Each in a transaction that is given up after the check. */
    private void inStore(TrialLedger store) throws SQLException {
        StoreMutations mutating = new StoreMutations(store, new Random(seed));
        store.connection().setAutoCommit(false);
        for (int i = 0; i < mutations / 2; i++) {
            Mutation mutation = mutating.next();
            count(mutation, store.check().everything(store.anchored()));
            store.connection().rollback();
        }
        store.connection().setAutoCommit(true);
    }

    private void inBundles(TrialLedger store) throws Exception {
        Random random = new Random(seed);
        byte[] whole = store.bundle(EVERYTHING);
        byte[] ofPost = store.bundle(ofPost(store));
        byte[] time = store.bundle(
                new EvidenceSelection(Kind.TIME, null, null, store.head().time(), null));
        byte[] foreign = foreign(whole, ofPost);
        BundleMutations inWhole = new BundleMutations(whole, ofPost, foreign(whole, whole), random);
        BundleMutations inPost = new BundleMutations(ofPost, time, foreign, random);
        for (int i = mutations / 2; i < mutations; i++) {
            BundleMutations.Made made = (i % 2 == 0 ? inWhole : inPost).next();
            count(made.mutation(), verify(made.bundle(), store.anchored()).findings());
        }
    }

    /** Line of an event that another bundle does not have; made up where it has all. */
    private static byte[] foreign(byte[] from, byte[] to) {
        String others = new String(to, StandardCharsets.UTF_8);
        return new String(from, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("{\"type\":\"event\""))
                .filter(line -> !others.contains(line))
                .findFirst()
                .orElseGet(() -> others.lines()
                        .filter(line -> line.startsWith("{\"type\":\"event\""))
                        .findFirst()
                        .orElseThrow()
                        .replaceFirst("\"index\":0", "\"index\":99999999")
                        .replaceFirst("\"eventId\":\"", "\"eventId\":\"forged-"))
                .concat("\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void count(Mutation mutation, List<Finding> findings) {
        int[] counts = kinds.computeIfAbsent(mutation.kind(), kind -> new int[3]);
        counts[0]++;
        counts[1] += findings.isEmpty() ? 0 : 1;
        boolean isLocated = mutation.isLocatedBy(findings);
        counts[2] += isLocated ? 1 : 0;
        if (!isLocated) {
            System.out.println("Not located: " + mutation + ", found "
                    + findings.stream().limit(3).toList());
        }
    }
}
