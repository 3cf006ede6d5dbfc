package io.postledger.projection;

import static io.postledger.projection.Generations.BuildState.COMPARING;
import static io.postledger.projection.Generations.BuildState.RUNNING;

import io.postledger.projection.Generations.Build;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sees to generations on this node: that readers and event processors are on the one that is live, whichever node made it so;
 * that builds which nobody works on are taken up; that old generations are dropped when their grace is over.
 */
final class Rebuilds implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);
    /** Of this node, at once: they read the log together, and each holds a batch and what it has not written yet in memory. */
    private static final int AT_ONCE = 8;

    private static final long EVERY_MILLIS = 500;
    private static final Duration STOP = Duration.ofSeconds(10);
    /** A claim so old is a dead node's. */
    private static final Duration SILENT = Duration.ofSeconds(30);

    private final ProjectionRegistry registry;
    private final Generations generations;
    private final ProjectionClaims claims;
    private final Supplier<Configuration> configuration;
    private final SharedLog sharedLog;
    private final LogHead head;
    private final Clock clock;
    private final Duration grace;
    private final Map<String, Integer> shown = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    /** Claims of the builds that this node works on. */
    private final Set<ProjectionSegment> working = ConcurrentHashMap.newKeySet();
    /** Projections whose event processor this node has stopped while another one compares. */
    private final Set<String> standing = ConcurrentHashMap.newKeySet();

    private volatile boolean running;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("projection-generations"));
    private final ExecutorService workers =
            Executors.newFixedThreadPool(AT_ONCE, new AxonThreadFactory("projection-rebuild"));

    Rebuilds(
            ProjectionRegistry registry,
            Generations generations,
            ProjectionClaims claims,
            Supplier<Configuration> configuration,
            LogHead head,
            Clock clock,
            Duration grace,
            BuildBudget budget) {
        this.registry = registry;
        this.generations = generations;
        this.claims = claims;
        this.configuration = configuration;
        this.head = head;
        this.clock = clock;
        this.grace = grace;
        this.sharedLog = new SharedLog(budget);
    }

    @Override
    public void start() {
        running = true;
        if (registry.all().stream()
                .flatMap(entry -> entry.stores().stream())
                .distinct()
                .allMatch(ProjectionStore::isReachable)) {
            registry.all()
                    .forEach(entry -> show(entry, generations.of(entry.name()).live()));
        }
        watch.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        watch.shutdownNow();
        workers.shutdownNow();
        try {
            workers.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the doors open: the first reader reads what is live. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void look() {
        extendClaims();
        List<ProjectionRegistry.Entry> entries = registry.all();
        Map<String, Generations.State> states;
        try {
            registry.note();
            states = generations.of(
                    entries.stream().map(ProjectionRegistry.Entry::name).toList());
        } catch (RuntimeException e) {
            log.debug("The generations cannot be seen now", e);
            return;
        }
        for (ProjectionRegistry.Entry entry : entries) {
            try {
                look(entry, states.get(entry.name()));
            } catch (RuntimeException e) {
                log.debug("The generations of {} cannot be seen to now", entry.name(), e);
            }
        }
    }

    /** Of work that does not get to it: a comparison reads everything in one go. */
    private void extendClaims() {
        try {
            working.forEach(claims::extend);
            registry.all().forEach(entry -> entry.held().forEach(claims::extend));
        } catch (RuntimeException e) {
            log.debug("Claims cannot be extended now", e);
        }
    }

    private void look(ProjectionRegistry.Entry entry, Generations.State state) {
        ReentrantLock lock = lock(entry);
        // Held while this node changes over, which may take as long as a comparison.
        if (lock.tryLock()) {
            try {
                standOrGoOn(entry, state);
                show(entry, state.live());
            } finally {
                lock.unlock();
            }
        }
        for (Build build : state.builds()) {
            if (build.state().isAtWork() && working.size() < AT_ONCE) {
                takeUp(entry, build);
            }
        }
        Instant now = clock.instant();
        for (Generations.Old old : state.old()) {
            if (now.isAfter(old.dropAt()) && !isWorkedOn(entry, old.generation(), now)) {
                entry.projection().targets().forEach(target -> target.drop(old.generation()));
                generations.dropped(entry.name(), old.generation());
                log.info("Projection {}: generation {} is dropped", entry.name(), old.generation());
            }
        }
    }

    /** A build that was given up may have its last batch under way on this node or another. */
    private boolean isWorkedOn(ProjectionRegistry.Entry entry, int generation, Instant now) {
        return claims.holder(Rebuild.claim(entry.name(), generation))
                .filter(claim -> claim.since().plus(SILENT).isAfter(now))
                .isPresent();
    }

    private ReentrantLock lock(ProjectionRegistry.Entry entry) {
        return locks.computeIfAbsent(entry.name(), name -> new ReentrantLock());
    }

    /** While another node compares, nobody may feed what is read. */
    private void standOrGoOn(ProjectionRegistry.Entry entry, Generations.State state) {
        boolean isCompared = state.build() != null && state.build().state() == COMPARING;
        if (isCompared && standing.add(entry.name())) {
            processor(entry).ifPresent(EventProcessor::shutDown);
        } else if (!isCompared && standing.remove(entry.name())) {
            processor(entry).ifPresent(EventProcessor::start);
        }
    }

    /** Where this node has built the generation. */
    private void changeOver(ProjectionRegistry.Entry entry, int generation, Callable<Boolean> lastSteps)
            throws Exception {
        ReentrantLock lock = lock(entry);
        lock.lockInterruptibly();
        try {
            standing.remove(entry.name());
            changeOverAlone(entry, generation, lastSteps);
        } finally {
            lock.unlock();
        }
    }

    private void changeOverAlone(ProjectionRegistry.Entry entry, int generation, Callable<Boolean> lastSteps)
            throws Exception {
        Optional<EventProcessor> processor = processor(entry);
        processor.ifPresent(EventProcessor::shutDown);
        try {
            if (lastSteps.call()) {
                shown.put(entry.name(), generation);
                entry.projection().targets().forEach(target -> target.show(generation));
                log.info("Projection {}: generation {} is read now", entry.name(), generation);
            }
        } finally {
            if (running) {
                processor.ifPresent(EventProcessor::start);
            }
        }
    }

    private Optional<EventProcessor> processor(ProjectionRegistry.Entry entry) {
        return configuration.get().eventProcessingConfiguration().eventProcessor(entry.name());
    }

    /** Where another node has, or had before this one started. */
    private void show(ProjectionRegistry.Entry entry, int generation) {
        // What was read of the generations may be older than what this node has made of them; their numbers only grow.
        Integer before = shown.get(entry.name());
        if (before != null && before >= generation) {
            return;
        }
        shown.put(entry.name(), generation);
        entry.projection().targets().forEach(target -> target.show(generation));
        if (before != null) {
            log.info("Projection {}: generation {} is read now", entry.name(), generation);
            processor(entry).ifPresent(Rebuilds::restart);
        }
    }

    private static void restart(EventProcessor processor) {
        processor.shutDown();
        processor.start();
    }

    private void takeUp(ProjectionRegistry.Entry entry, Build build) {
        ProjectionSegment claim = Rebuild.claim(entry.name(), build.generation());
        if (working.contains(claim) || !claims.claim(claim)) {
            return;
        }
        working.add(claim);
        workers.execute(() -> {
            try {
                work(entry, build.generation());
            } finally {
                working.remove(claim);
                claims.release(claim);
            }
        });
    }

    private void work(ProjectionRegistry.Entry entry, int generation) {
        // It may have ended between being seen and being claimed.
        generations.of(entry.name()).builds().stream()
                .filter(build ->
                        build.generation() == generation && build.state().isAtWork())
                .findFirst()
                .ifPresent(build -> work(entry, build));
    }

    private void work(ProjectionRegistry.Entry entry, Build build) {
        log.info("Projection {}: building generation {}", entry.name(), build.generation());
        try {
            new Rebuild(
                            entry,
                            build,
                            generations,
                            claims,
                            configuration.get(),
                            sharedLog,
                            head,
                            clock,
                            grace,
                            this::changeOver)
                    .run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // Whoever has taken it over meanwhile says how it goes.
            if (running && !isAway(entry, e) && claims.extend(Rebuild.claim(entry.name(), build.generation()))) {
                log.error("Projection {}: building generation {} failed", entry.name(), build.generation(), e);
                fail(entry, build, e);
            }
        }
    }

    private void fail(ProjectionRegistry.Entry entry, Build build, Exception cause) {
        for (Generations.BuildState state : List.of(RUNNING, COMPARING)) {
            generations.change(
                    entry.name(),
                    build.generation(),
                    state,
                    now -> now.failed(cause.getClass().getName()));
        }
    }

    /** A store or the log that is away is no failure of the build: it is taken up again. */
    private static boolean isAway(ProjectionRegistry.Entry entry, Exception failure) {
        return LogAway.says(failure) || entry.stores().stream().anyMatch(store -> store.isAway(failure));
    }
}
