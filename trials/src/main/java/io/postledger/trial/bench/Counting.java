package io.postledger.trial.bench;

import io.postledger.api.MessageContext;
import io.postledger.api.export.PartRequest;
import io.postledger.projection.Generations;
import io.postledger.projection.Letter;
import io.postledger.projection.LetterBox;
import io.postledger.projection.Projection;
import io.postledger.projection.ProjectionSegment;
import io.postledger.projection.ProjectionStore;
import io.postledger.projection.ProjectionTarget;
import io.postledger.projection.export.WrittenPart;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A projection that only counts: events by kind and workspace, in memory, for which payload and metadata are both read. What it
 * takes is what the mechanism itself takes.
 */
@Component
@ProcessingGroup(Counting.NAME)
class Counting implements Projection {
    static final String NAME = "bench_count";

    private final Map<String, Long> counts = new HashMap<>();
    private final Positions positions = new Positions();

    @Override
    public List<? extends ProjectionTarget> targets() {
        return List.of(positions);
    }

    @EventHandler
    void on(Object event, @MetaDataValue(MessageContext.WORKSPACE) @Nullable String workspace) {
        counts.merge(event.getClass().getSimpleName() + " " + workspace, 1L, Long::sum);
    }

    /** Positions in memory, of a store that is always there. */
    private static final class Positions implements ProjectionTarget, ProjectionStore {
        private final Map<ProjectionSegment, TrackingToken> reached = new ConcurrentHashMap<>();

        @Override
        public ProjectionStore store() {
            return this;
        }

        @Override
        public Optional<TrackingToken> open(ProjectionSegment segment) {
            return Optional.ofNullable(reached.get(segment));
        }

        @Override
        public void moveTo(ProjectionSegment segment, Optional<TrackingToken> position) {
            position.ifPresentOrElse(token -> reached.put(segment, token), () -> reached.remove(segment));
        }

        @Override
        public void requireWhole(ProjectionSegment segment) {
            // Nothing goes missing from memory.
        }

        @Override
        public LetterBox letters(int generation) {
            return NoLetters.BOX;
        }

        @Override
        public Generations.TargetDifference difference(int one, int other, int examples) {
            throw new UnsupportedOperationException("Not compared");
        }

        @Override
        public WrittenPart write(int generation, PartRequest part, OutputStream to) {
            throw new UnsupportedOperationException("Not exported");
        }

        @Override
        public void show(int generation) {
            // Nobody reads.
        }

        @Override
        public void drop(int generation) {
            reached.keySet().removeIf(segment -> segment.generation() == generation);
        }

        @Override
        public long reached(String projection, int generation) {
            return reached.entrySet().stream()
                    .filter(entry -> entry.getKey().generation() == generation)
                    .mapToLong(entry -> entry.getValue().position().orElse(-1))
                    .min()
                    .orElse(-1);
        }

        @Override
        public ProjectionTarget target(String name) {
            return this;
        }

        @Override
        public long size(int generation) {
            return 0;
        }

        @Override
        public String hash(int generation) {
            return "";
        }

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public boolean isReachable() {
            return true;
        }

        @Override
        public boolean isAway(Exception failure) {
            return false;
        }

        @Override
        public <T> T patiently(Callable<T> work) {
            try {
                return work.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Nothing fails here. */
    private enum NoLetters implements LetterBox {
        BOX;

        @Override
        public List<Letter> all() {
            return List.of();
        }

        @Override
        public long missing() {
            return 0;
        }

        @Override
        public void put(List<Letter> letters) {
            throw new IllegalStateException("Counting failed");
        }

        @Override
        public void remove(List<Letter> letters) {
            // There are none.
        }
    }
}
