package io.postledger.projection;

import io.postledger.api.EventCatalogue;
import io.postledger.api.export.ExportFormat;
import io.postledger.api.export.ExportPart;
import io.postledger.api.export.PartRequest;
import io.postledger.projection.export.EventLogExport;
import io.postledger.projection.mongo.MongoClaims;
import io.postledger.projection.mongo.MongoGenerations;
import io.postledger.projection.mongo.MongoKnownProjections;
import io.postledger.projection.mongo.MongoStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.springboot.EventProcessorProperties;
import org.jspecify.annotations.Nullable;

/**
 * A log in memory, and Axon's own pooled event processors on it as the product configures them. Stopping and starting
 * keeps the log, as a restarted product finds it.
 */
public final class ProjectionRig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Long enough for a test to see that the old generation is still there. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Of one generation, and of a sequence in it. */
    private static final LetterLimits LIMITS = new LetterLimits(50, 5);

    private final ProjectionClaims claims;
    private final Generations generations;
    private final int batchSize;
    private final int segments;
    private final EventStore log;
    private final Map<String, Long> sequences = new HashMap<>();
    private final KnownProjections known;
    private final List<ProjectionStore> stores = new ArrayList<>();
    private List<String> names = List.of();
    private ProjectionRegistry registry;
    private Configuration running;
    private Rebuilds rebuilds;

    public ProjectionRig(MongoStore store, int batchSize) {
        this(store, batchSize, 1);
    }

    public ProjectionRig(MongoStore store, int batchSize, int segments) {
        this(store, new MongoClaims(store, "node", Duration.ofSeconds(10), Clock.systemUTC()), batchSize, segments);
    }

    public ProjectionRig(MongoStore store, ProjectionClaims claims, int batchSize, int segments) {
        this(
                store,
                claims,
                EmbeddedEventStore.builder()
                        .storageEngine(new InMemoryEventStorageEngine())
                        .build(),
                batchSize,
                segments);
    }

    /** Another node on the same log. */
    public ProjectionRig(MongoStore store, ProjectionClaims claims, EventStore log, int batchSize, int segments) {
        this.log = log;
        this.generations = new MongoGenerations(store);
        this.known = new MongoKnownProjections(store);
        stores.add(store);
        this.claims = claims;
        this.batchSize = batchSize;
        this.segments = segments;
    }

    /** Has this node look at projections of others in this store too. */
    public ProjectionRig seeing(ProjectionStore store) {
        stores.add(store);
        return this;
    }

    /** Starts the event processors of these projections; each is a new node's, with nothing remembered. */
    public ProjectionRig start(Projection... projections) {
        return start(List.of(projections));
    }

    public ProjectionRig start(List<Projection> projections) {
        names = projections.stream().map(Projection::name).toList();
        registry = new ProjectionRegistry(
                projections::stream, claims, generations, this::settings, LIMITS, known, stores, Clock.systemUTC());
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false).configureEventStore(c -> log);
        for (Projection projection : projections) {
            projection
                    .handlers()
                    .forEach(handler -> configurer.eventProcessing().registerEventHandler(c -> handler));
            configurer
                    .eventProcessing()
                    .registerPooledStreamingEventProcessor(
                            projection.name(),
                            c -> log,
                            (c, builder) -> builder.initialSegmentCount(segments)
                                    .tokenClaimInterval(100)
                                    .batchSize(batchSize));
        }
        new ProjectionProcessors(registry).configureModule(configurer);
        desks().forEach(desk -> configurer.registerMessageHandler(c -> desk));
        running = configurer.start();
        rebuilds = new Rebuilds(
                registry,
                generations,
                claims,
                () -> running,
                new LogHead(() -> log, Clock.systemUTC()),
                Clock.systemUTC(),
                GRACE,
                new BuildBudget(1));
        rebuilds.start();
        return this;
    }

    private List<Object> desks() {
        LogHead head = new LogHead(() -> log, Clock.systemUTC());
        ProjectionViews views = new ProjectionViews(generations, head);
        return List.of(
                new ProjectionDesk(registry, generations, views, Clock.systemUTC()),
                new LetterDesk(registry, generations, () -> running),
                new CopyDesk(registry, generations, views, () -> log, head, Clock.systemUTC()));
    }

    /** A part of a copy, as NDJSON; the part's lines are added to {@code lines}. */
    public ExportPart exportCopy(
            String projection, String target, String copy, @Nullable String after, int limit, List<String> lines)
            throws IOException {
        EventLogExport noEvents = new EventLogExport(() -> log, null, new EventCatalogue());
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ExportPart part = new ExportDesk(noEvents, registry, generations, new LogHead(() -> log, Clock.systemUTC()))
                .projection(projection, target, copy, new PartRequest(ExportFormat.NDJSON, after, limit), written);
        written.toString(StandardCharsets.UTF_8).lines().forEach(lines::add);
        return part;
    }

    public void stop() {
        rebuilds.stop();
        running.shutdown();
    }

    /** Hashes of what readers read, by collection or table. */
    public Map<String, String> hashes() {
        Map<String, String> hashes = new HashMap<>();
        for (ProjectionRegistry.Entry entry : registry.all()) {
            int live = generations.of(entry.name()).live();
            entry.projection().targets().forEach(target -> hashes.put(target.toString(), target.hash(live)));
        }
        return hashes;
    }

    /** Builds every projection again, and returns once the new ones are read. */
    public void rebuildAll() {
        for (String name : names) {
            awaitLive(name, begin(name).orElseThrow().generation());
        }
        awaitCaughtUp();
    }

    /** Begins to build a projection again; empty where it is being built. */
    public Optional<Generations.Build> begin(String projection) {
        return generations.begin(projection, Generations.Plan.REBUILD, Instant.now());
    }

    /** Moves what is being built from one state to another. */
    public boolean move(String projection, Generations.BuildState from, Generations.BuildState to) {
        int generation = generations.of(projection).build().generation();
        return generations.change(projection, generation, from, build -> build.in(to));
    }

    /** Returns once a generation is the one that is read. */
    public void awaitLive(String projection, int generation) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> generations.of(projection).live() == generation);
    }

    /** What the operator's command comes to. */
    public <R> R send(Object command) {
        return running.commandGateway().sendAndWait(command);
    }

    /** What the operator's question is answered with. */
    public <R> R ask(Object query, Class<R> answer) {
        try {
            return running.queryGateway().query(query, answer).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Which copies there are of each projection. */
    public Generations generations() {
        return generations;
    }

    @Override
    public void close() {
        stop();
    }

    /** Appends the next event of an aggregate. */
    public void publish(String aggregateId, Instant at, Map<String, ?> metadata, Object event) {
        long sequence = sequences.merge(aggregateId, 0L, (last, zero) -> last + 1);
        log.publish(new GenericDomainEventMessage<>(
                "test", aggregateId, sequence, new GenericMessage<>(event, MetaData.from(metadata)), () -> at));
    }

    /** Appends the next event of an aggregate, at no particular time. */
    public void publish(String aggregateId, Object event) {
        publish(aggregateId, Instant.parse("2026-03-01T12:00:00Z"), Map.of(), event);
    }

    /** Returns once every projection has written all that the log holds. */
    public void awaitCaughtUp() {
        TrackingToken head = log.createHeadToken();
        if (head != null) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> names.stream().allMatch(name -> reached(name, head)));
        }
    }

    public EventStore log() {
        return log;
    }

    /** What made a projection's newest batch fail. */
    public Optional<Throwable> error(String projection) {
        return registry.require(projection).progress().error();
    }

    /** Letters of a generation, in the order of the log. */
    public List<Letter> letters(String projection, int generation) {
        return registry.require(projection).letters().box(generation).all();
    }

    /** Retries all letters of a generation; answers how many events were taken in. */
    public int retry(String projection, int generation) throws Exception {
        return new LetterRetry(registry.require(projection), running)
                .run(generation, sequence -> true, PATIENCE)
                .takenIn();
    }

    ProjectionRegistry registry() {
        return registry;
    }

    private EventProcessorProperties settings() {
        EventProcessorProperties properties = new EventProcessorProperties();
        names.forEach(name -> {
            EventProcessorProperties.ProcessorSettings settings = new EventProcessorProperties.ProcessorSettings();
            settings.setInitialSegmentCount(segments);
            properties.getProcessors().put(name, settings);
        });
        return properties;
    }

    private boolean reached(String projection, TrackingToken head) {
        var processor = running.eventProcessingConfiguration()
                .eventProcessor(projection, StreamingEventProcessor.class)
                .orElseThrow();
        return processor.processingStatus().size() == segments
                && processor.processingStatus().values().stream()
                        .allMatch(status -> !status.isErrorState()
                                && status.getTrackingToken() != null
                                && status.getTrackingToken().covers(head));
    }
}
