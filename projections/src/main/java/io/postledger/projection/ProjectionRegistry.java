package io.postledger.projection;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.springboot.EventProcessorProperties;
import org.jspecify.annotations.Nullable;

/**
 * The projections of this node, by name, and what there is of other nodes' ones. Found when first asked for, so that their beans may
 * need this package's.
 */
final class ProjectionRegistry {
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    /** One that no node has had for so long was taken out of the product. */
    private static final Duration KNOWN_FOR = Duration.ofDays(1);

    private final Supplier<Stream<Projection>> projections;
    private final ProjectionClaims claims;
    private final Generations generations;
    private final Supplier<@Nullable EventProcessorProperties> processors;
    private final LetterLimits limits;
    private final Clock clock;
    private final KnownProjections known;
    private final List<? extends ProjectionStore> stores;
    private @Nullable Map<String, Entry> entries;
    private Instant notedAt = Instant.EPOCH;
    /** Of other nodes, as seen so far. */
    private final Map<KnownProjections.Known, Entry> elsewhere = new ConcurrentHashMap<>();

    ProjectionRegistry(
            Supplier<Stream<Projection>> projections,
            ProjectionClaims claims,
            Generations generations,
            Supplier<@Nullable EventProcessorProperties> processors,
            LetterLimits limits,
            KnownProjections known,
            List<? extends ProjectionStore> stores,
            Clock clock) {
        this.projections = projections;
        this.claims = claims;
        this.generations = generations;
        this.processors = processors;
        this.limits = limits;
        this.known = known;
        this.stores = List.copyOf(stores);
        this.clock = clock;
    }

    /**
     * A projection, how it stands, its letters, and the token store of its event processor.
     *
     * @param name the projection's
     * @param held segments that this node claims outside of the event processor
     * @param segments how many its event processor has on its first start
     */
    record Entry(
            String name,
            Projection projection,
            ProjectionProgress progress,
            Letters letters,
            ProjectionTokenStore tokens,
            Set<ProjectionSegment> held,
            int segments) {
        /** Of the segment that is furthest behind, -1 before the first event: this node may feed none of them, or some. */
        long position(int live) {
            long here = progress.position();
            if (!stores().stream().allMatch(ProjectionStore::isReachable)) {
                return here;
            }
            long stored = projection.targets().stream()
                    .mapToLong(target -> target.reached(name, live))
                    .min()
                    .orElse(-1);
            return progress.isOfAll(segments) ? Math.max(here, stored) : stored;
        }

        List<ProjectionStore> stores() {
            return projection.targets().stream()
                    .map(ProjectionTarget::store)
                    .map(ProjectionStore.class::cast)
                    .distinct()
                    .toList();
        }
    }

    synchronized List<Entry> all() {
        if (entries == null) {
            Map<String, Entry> found = new LinkedHashMap<>();
            projections.get().forEach(projection -> {
                if (found.put(projection.name(), entry(projection)) != null) {
                    throw new IllegalStateException("Two projections are named " + projection.name());
                }
            });
            entries = found;
        }
        return List.copyOf(entries.values());
    }

    /** Has other nodes know of this one's; asked often, and done now and then. */
    synchronized void note() {
        Instant now = clock.instant();
        if (notedAt.plus(NOTED_EVERY).isBefore(now)) {
            all().forEach(entry -> known.note(
                    new KnownProjections.Known(
                            entry.name(),
                            entry.projection().targets().stream()
                                    .map(target -> new KnownProjections.Place(
                                            target.store().name(), target.toString()))
                                    .toList()),
                    now));
            notedAt = now;
        }
    }

    /** Those of this node, and of all others as far as their data tells. */
    List<Entry> everywhere() {
        Set<String> here = all().stream().map(Entry::name).collect(Collectors.toSet());
        return Stream.concat(
                        all().stream(),
                        known.since(clock.instant().minus(KNOWN_FOR)).stream()
                                .filter(one -> !here.contains(one.name()))
                                .flatMap(one -> elsewhere(one).stream()))
                .toList();
    }

    private Optional<Entry> elsewhere(KnownProjections.Known one) {
        List<ProjectionTarget> targets = one.targets().stream()
                .flatMap(place -> stores.stream()
                        .filter(store -> store.name().equals(place.store()))
                        .map(store -> store.target(place.name())))
                .toList();
        return targets.size() < one.targets().size()
                ? Optional.empty()
                : Optional.of(elsewhere.computeIfAbsent(one, o -> entry(new ProjectionElsewhere(one.name(), targets))));
    }

    /** One of any node. Rejected: PROJECTION_NOT_FOUND. */
    Entry require(String projection) {
        List<Entry> everywhere = everywhere();
        return everywhere.stream()
                .filter(entry -> entry.name().equals(projection))
                .findFirst()
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.PROJECTION_NOT_FOUND,
                        "There is no such projection",
                        Map.of(
                                "known",
                                everywhere.stream()
                                        .map(Entry::name)
                                        .sorted()
                                        .toList()
                                        .toString())));
    }

    /** One of this node. Rejected: PROJECTION_NOT_FOUND, SERVICE_UNAVAILABLE where only other nodes have it. */
    Entry requireHere(String projection) {
        Entry entry = require(projection);
        if (entry.projection() instanceof ProjectionElsewhere) {
            throw new RejectedException(
                    RejectionCode.SERVICE_UNAVAILABLE, "The node that was asked has no part in this projection");
        }
        return entry;
    }

    private Entry entry(Projection projection) {
        ProjectionProgress progress = new ProjectionProgress(clock);
        int segments = initialSegments(projection.name());
        Letters letters = new Letters(projection, claims, limits, clock);
        ProjectionTokenStore tokens =
                new ProjectionTokenStore(projection, claims, generations, letters, segments, progress);
        return new Entry(
                projection.name(), projection, progress, letters, tokens, ConcurrentHashMap.newKeySet(), segments);
    }

    private int initialSegments(String projection) {
        EventProcessorProperties properties = processors.get();
        EventProcessorProperties.ProcessorSettings settings =
                properties == null ? null : properties.getProcessors().get(projection);
        return settings == null || settings.getInitialSegmentCount() == null ? 1 : settings.getInitialSegmentCount();
    }
}
