package io.postledger.projection;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.springboot.EventProcessorProperties;
import org.jspecify.annotations.Nullable;

/** The projections of this node, by name. Found when first asked for, so that their beans may need this package's. */
final class ProjectionRegistry {
    private final Supplier<Stream<Projection>> projections;
    private final ProjectionClaims claims;
    private final Generations generations;
    private final Supplier<@Nullable EventProcessorProperties> processors;
    private final LetterLimits limits;
    private final Clock clock;
    private @Nullable Map<String, Entry> entries;

    ProjectionRegistry(
            Supplier<Stream<Projection>> projections,
            ProjectionClaims claims,
            Generations generations,
            Supplier<@Nullable EventProcessorProperties> processors,
            LetterLimits limits,
            Clock clock) {
        this.projections = projections;
        this.claims = claims;
        this.generations = generations;
        this.processors = processors;
        this.limits = limits;
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

    /** Rejected: PROJECTION_NOT_FOUND. */
    Entry require(String projection) {
        return all().stream()
                .filter(entry -> entry.name().equals(projection))
                .findFirst()
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.PROJECTION_NOT_FOUND,
                        "There is no such projection",
                        Map.of(
                                "known",
                                all().stream()
                                        .map(Entry::name)
                                        .sorted()
                                        .toList()
                                        .toString())));
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
