package io.postledger.trial.bench;

import io.postledger.projection.Generations;
import io.postledger.store.CatalogueSerializer;
import io.postledger.trial.Waiting;
import io.postledger.trial.history.History;
import io.postledger.trial.history.HistoryLog;
import io.postledger.trial.history.HistorySettlement;
import io.postledger.trial.history.Member;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

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

    /** Without it commands are refused, where the log is not in the tables' own database. */
    private static final String DIRECTORIES = "directories-from-log";

    private static final Duration PATIENCE = Duration.ofHours(2);

    private final Path folder;
    private final int rounds;
    private final OwnStores stores;
    private final OwnProduct product;
    private final RawLog rawLog;
    private final @Nullable String axonServer;
    private final long size;
    /** Until the history is whole; then what it remembers makes room, as no product would hold it. */
    private @Nullable History history;

    private List<Member> people = List.of();
    private long events;

    /** @param axonServer HOST:PORT of an Axon Server without events, for the log; null for PostgreSQL */
    BenchRoom(Path folder, Bench.Size size, @Nullable String axonServer) throws IOException {
        this.folder = folder;
        rounds = size.rounds();
        this.size = size.events();
        stores = new OwnStores(folder);
        try {
            product = new OwnProduct(stores, folder, axonServer, Counting.class, SwitchedCipher.Installed.class);
        } catch (IOException | RuntimeException e) {
            stores.close();
            throw e;
        }
        stand();
        this.axonServer = axonServer;
        rawLog = rawLog(product.bean(CatalogueSerializer.class));
        history = new History(size.seed(), History.workspacesFor(size.events()));
    }

    /** Goes on with the history until it has so many events; how many seconds that took. */
    double fill(long size) throws SQLException {
        History going = history;
        if (going == null) {
            throw new IllegalStateException("The history is whole already");
        }
        long begin = System.nanoTime();
        try (HistoryLog log = rawLog.loader()) {
            events = going.until(size, log::append);
            log.flush();
        }
        double took = seconds(begin);
        try (Connection connection = stores.postgres().connect()) {
            people = going.people();
            HistorySettlement.register(connection, people);
        }
        if (size >= this.size) {
            history = null;
            going.close();
        }
        if (axonServer != null) {
            Waiting.until(PATIENCE, "the directories are caught up", this::hasDirectories);
        }
        return took;
    }

    boolean isOnAxonServer() {
        return axonServer != null;
    }

    /** Holds stores and keys; gone with the room. */
    Path folder() {
        return folder;
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
        return people;
    }

    OwnStores stores() {
        return stores;
    }

    OwnProduct product() {
        return product;
    }

    /** The same, read with this serializer. */
    RawLog rawLog(CatalogueSerializer serializer) {
        return axonServer == null
                ? new PostgresRawLog(stores.postgres(), serializer)
                : new AxonServerRawLog(
                        axonServer,
                        product.bean(AxonServerConnectionManager.class)
                                .getConnection()
                                .eventChannel(),
                        serializer);
    }

    RawLog rawLog() {
        return rawLog;
    }

    private boolean hasDirectories() {
        TrackingToken head = product.bean(EventStore.class).createHeadToken();
        return product.processors().stream()
                .filter(processor -> processor.getName().equals(DIRECTORIES))
                .flatMap(processor -> processor.processingStatus().values().stream())
                .anyMatch(segment -> segment.getTrackingToken() != null
                        && segment.getTrackingToken().covers(head));
    }

    /** Has no event processor run, but for the one that commands on Axon Server wait for. */
    void stand() {
        product.processors().stream()
                .filter(processor -> !(axonServer != null && processor.getName().equals(DIRECTORIES)))
                .forEach(EventProcessor::shutDown);
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
        if (history != null) {
            history.close();
        }
        product.close();
        stores.close();
    }
}
