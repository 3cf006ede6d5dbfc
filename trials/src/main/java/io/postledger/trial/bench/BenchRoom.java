package io.postledger.trial.bench;

import io.postledger.projection.Generations;
import io.postledger.trial.Waiting;
import io.postledger.trial.history.History;
import io.postledger.trial.history.HistorySettlement;
import io.postledger.trial.history.Member;
import io.postledger.trial.history.PostgresLog;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventProcessor;

/** Stores with a history in them, and the product on them. Live event processors stand while nobody asks for them. */
final class BenchRoom implements AutoCloseable {
    /** Every projection of the product. */
    static final List<String> PROJECTIONS = List.of(
            "posts",
            "calendar",
            "accounts",
            "workspaces",
            "media",
            "post_metrics",
            "engagement_features",
            "history_index");

    private static final Duration PATIENCE = Duration.ofHours(2);

    private final int rounds;
    private final OwnStores stores;
    private final OwnProduct product;
    private final History history;
    private long events;

    /**
     * @param events that the history will have in the end
     * @param rounds how often each term is measured
     */
    BenchRoom(Path folder, long events, long seed, int rounds) throws IOException {
        this.rounds = rounds;
        stores = new OwnStores(folder);
        try {
            product = new OwnProduct(stores, folder, Counting.class);
        } catch (IOException | RuntimeException e) {
            stores.close();
            throw e;
        }
        stand();
        history = new History(seed, History.workspacesFor(events));
    }

    /** Goes on with the history until it has so many events; how many seconds that took. */
    double fill(long size) throws SQLException {
        long begin = System.nanoTime();
        try (PostgresLog log = new PostgresLog(stores.postgres().connect())) {
            events = history.until(size, log::append);
            log.flush();
        }
        double took = seconds(begin);
        try (Connection connection = stores.postgres().connect()) {
            HistorySettlement.register(connection, history.people());
        }
        return took;
    }

    int rounds() {
        return rounds;
    }

    /** Of the history, so far. */
    long events() {
        return events;
    }

    /** Who is in the history. */
    List<Member> people() {
        return history.people();
    }

    OwnStores stores() {
        return stores;
    }

    OwnProduct product() {
        return product;
    }

    RawLog rawLog() {
        return new RawLog(stores.postgres());
    }

    /** Has no event processor run. */
    void stand() {
        product.processors().forEach(EventProcessor::shutDown);
    }

    /** Builds these projections again, all at once, and waits until the new ones are read; how many seconds that took. */
    double rebuild(List<String> projections) {
        Generations generations = product.bean(Generations.class);
        long begin = System.nanoTime();
        Map<String, Integer> building = new HashMap<>();
        projections.forEach(name -> building.put(
                name,
                generations
                        .begin(name, Generations.Plan.REBUILD, Instant.now())
                        .orElseThrow()
                        .generation()));
        Waiting.until(
                PATIENCE,
                "these are built: " + projections,
                () -> building.entrySet().stream().allMatch(entry -> isLive(generations, entry)));
        double took = seconds(begin);
        Waiting.until(
                PATIENCE,
                "old generations are dropped",
                () -> projections.stream()
                        .allMatch(name -> generations.of(name).old().isEmpty()));
        return took;
    }

    private static boolean isLive(Generations generations, Map.Entry<String, Integer> entry) {
        Generations.State state = generations.of(entry.getKey());
        Generations.Build build = state.build();
        if (build != null && build.state() == Generations.BuildState.FAILED) {
            throw new IllegalStateException("Building " + entry.getKey() + " failed: " + build.error());
        }
        return state.live() == entry.getValue();
    }

    /** The generation that is read. */
    int live(String projection) {
        return product.bean(Generations.class).of(projection).live();
    }

    static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public void close() {
        history.close();
        product.close();
        stores.close();
    }
}
