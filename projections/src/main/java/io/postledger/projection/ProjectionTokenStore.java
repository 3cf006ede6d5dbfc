package io.postledger.projection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token store of one projection. It keeps no token: a projection's position is the lowest of those that its targets
 * keep beside their data, read whenever a node takes over a segment, so that a target that was lost or restored from an
 * older backup is filled again from where it stands. Only the claims, which say who works on a segment, stand apart.
 *
 * <p>A segment is never split or merged; how many there are is set before the projection's first start.
 */
final class ProjectionTokenStore implements TokenStore {
    private static final Logger log = LoggerFactory.getLogger(ProjectionTokenStore.class);

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Projection projection;
    private final ProjectionClaims claims;
    private final int initialSegments;
    private final ProjectionProgress progress;
    private final Generations generations;
    private final Letters letters;
    private final Map<Place, Long> movedAt = new ConcurrentHashMap<>();
    /** The generation that this node writes to, by segment: what was live when it took the segment over. */
    private final Map<Integer, Integer> written = new ConcurrentHashMap<>();

    private record Place(ProjectionTarget target, ProjectionSegment segment) {}

    ProjectionTokenStore(
            Projection projection,
            ProjectionClaims claims,
            Generations generations,
            Letters letters,
            int initialSegments,
            ProjectionProgress progress) {
        this.projection = projection;
        this.generations = generations;
        this.letters = letters;
        this.claims = claims;
        this.initialSegments = initialSegments;
        this.progress = progress;
    }

    /**
     * Called once when the processor starts. It never answers "none": Axon would then make the tokens at once, and
     * starting would fail where the store is not up yet. Claiming a segment makes what is missing.
     */
    @Override
    public int[] fetchSegments(String processorName) {
        return IntStream.range(0, initialSegments).toArray();
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processorName) {
        SortedSet<Integer> known = claims.segments(projection.name());
        int[] numbers = known.isEmpty()
                ? fetchSegments(processorName)
                : known.stream().mapToInt(Integer::intValue).toArray();
        return IntStream.of(numbers)
                .mapToObj(number -> Segment.computeSegment(number, numbers))
                .toList();
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processorName, int segment) throws UnableToClaimTokenException {
        int live = generations.of(projection.name()).live();
        written.put(segment, live);
        projection.targets().forEach(target -> target.show(live));
        ProjectionSegment mine = segment(segment);
        if (!claims.claim(mine)) {
            throw new UnableToClaimTokenException("Another node works on " + mine);
        }
        letters.forget(mine);
        Optional<TrackingToken> position;
        try {
            position = open(projection.targets(), mine);
        } catch (RuntimeException failure) {
            progress.couldNotOpen(failure);
            throw failure;
        }
        log.info(
                "Projection {} goes on from {}", mine.key(), position.isPresent() ? position.get() : "the first event");
        progress.opened(segment, position);
        return position.orElse(null);
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment)
            throws UnableToClaimTokenException {
        ProjectionSegment mine = segment(segment);
        extendClaim(processorName, segment);
        if (token != null && CurrentUnitOfWork.isStarted()) {
            ProjectionBatch batch = ProjectionBatch.current();
            UnitOfWork<?> unit = CurrentUnitOfWork.get();
            batch.onCommit(() -> commit(mine, batch, token, unit));
        } else {
            projection.targets().forEach(target -> target.moveTo(mine, Optional.ofNullable(token)));
            progress.movedTo(segment, Optional.ofNullable(token));
        }
    }

    private void commit(ProjectionSegment segment, ProjectionBatch batch, TrackingToken token, UnitOfWork<?> unit) {
        letters.prepare(batch, segment);
        for (ProjectionTarget target : projection.targets()) {
            TargetBatch writes = batch.writes().get(target);
            if (writes != null) {
                writes.write(segment, token);
                movedAt.put(new Place(target, segment), System.nanoTime());
            } else if (isDue(target, segment)) {
                target.moveTo(segment, Optional.of(token));
                movedAt.put(new Place(target, segment), System.nanoTime());
            }
        }
        int events =
                unit instanceof BatchingUnitOfWork<?> many ? many.getMessages().size() : 1;
        progress.wrote(segment.number(), events, token);
    }

    /**
     * Whether a target that a batch wrote nothing to should be moved along all the same. Its position may stay behind for
     * a while: events between it and the others' would be gone over once more, and change nothing.
     */
    private boolean isDue(ProjectionTarget target, ProjectionSegment segment) {
        Long moved = movedAt.get(new Place(target, segment));
        return moved == null || System.nanoTime() - moved > IDLE_NANOS;
    }

    @Override
    public void extendClaim(String processorName, int segment) throws UnableToClaimTokenException {
        if (!claims.extend(segment(segment))) {
            throw new UnableToClaimTokenException("Another node has taken over " + segment(segment));
        }
    }

    @Override
    public void releaseClaim(String processorName, int segment) {
        claims.release(segment(segment));
    }

    /** Opens every target, and answers the position up to which all of them are complete. */
    static Optional<TrackingToken> open(List<? extends ProjectionTarget> targets, ProjectionSegment segment) {
        List<Optional<TrackingToken>> positions =
                targets.stream().map(target -> target.open(segment)).toList();
        if (positions.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return positions.stream().flatMap(Optional::stream).reduce(TrackingToken::lowerBound);
    }

    /** A segment of this node, with the generation that it writes to. */
    ProjectionSegment segment(int number) {
        return new ProjectionSegment(projection.name(), written.getOrDefault(number, 1), number);
    }
}
