package io.postledger.projection;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.EventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A projection's letters, by generation. They are added by whoever feeds a generation and taken out by a retry, and where there are
 * any, one waits for the other: while a sequence is being retried nobody adds to it, on whichever node.
 */
final class Letters {
    private static final Logger log = LoggerFactory.getLogger(Letters.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long POLL_MILLIS = 20;

    private final Projection projection;
    private final ProjectionClaims claims;
    private final LetterLimits limits;
    private final Clock clock;
    /** How many there are of a generation, as who works on a segment last saw; nobody else adds to the segment's sequences. */
    private final Map<ProjectionSegment, Integer> seen = new ConcurrentHashMap<>();

    private final Map<Integer, ReentrantLock> locks = new ConcurrentHashMap<>();

    Letters(Projection projection, ProjectionClaims claims, LetterLimits limits, Clock clock) {
        this.projection = projection;
        this.claims = claims;
        this.limits = limits;
        this.clock = clock;
    }

    /** Of a projection with several targets, in the first one's store. */
    LetterBox box(int generation) {
        return projection.targets().get(0).letters(generation);
    }

    /** Another node may have worked on the segment: letters are read again. */
    void forget(ProjectionSegment segment) {
        seen.remove(segment);
    }

    /** Whether it is known that a segment has none: then nobody can be retrying any. */
    boolean areNone(ProjectionSegment segment) {
        return seen.getOrDefault(segment, 1) == 0;
    }

    /** Whether it is known that a segment has some, or had until they were retried. */
    boolean areSome(ProjectionSegment segment) {
        return seen.getOrDefault(segment, 0) > 0;
    }

    /** How many there are of one generation that this node feeds at most, as it last saw. */
    int count() {
        return seen.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Joins the batch under way to the letters of the generation that it writes to, until the batch has ended. */
    void join(ProjectionBatch batch, ProjectionSegment segment) {
        Integer before = seen.get(segment);
        if (before != null && before == 0) {
            batch.hold(new HeldSequences(List.of()));
            return;
        }
        int generation = segment.generation();
        lock(generation);
        try {
            LetterBox box = box(generation);
            List<Letter> stored = box.all();
            if (box.missing() > 0) {
                // Opening the segment again has it built from the log.
                throw new IllegalStateException("Letters of " + segment.key() + " are missing");
            }
            seen.put(segment, stored.size());
            batch.hold(new HeldSequences(stored));
            batch.onEnd(() -> unlock(generation));
        } catch (RuntimeException e) {
            unlock(generation);
            throw e;
        }
    }

    /**
     * Makes a batch ready to be written, and keeps the letters of what cannot be: before the position passes them.
     *
     * @throws LettersFullException where there is no room
     * @throws RuntimeException where an event failed, but data is missing too
     */
    void prepare(ProjectionBatch batch, ProjectionSegment segment) {
        batch.prepare(this, segment);
        batch.held().ifPresent(held -> store(batch, segment, held));
    }

    private void store(ProjectionBatch batch, ProjectionSegment segment, HeldSequences held) {
        if (held.added().isEmpty()) {
            return;
        }
        if (held.added().stream().anyMatch(letter -> letter.cause() != null)) {
            projection.targets().forEach(target -> target.requireWhole(segment));
        }
        held.check(limits);
        if (areNone(segment)) {
            // The first ones can be retried at once; but not before all is written that they are to be added to.
            lock(segment.generation());
            batch.onEnd(() -> unlock(segment.generation()));
        }
        seen.merge(segment, held.added().size(), Integer::sum);
        box(segment.generation()).put(held.added());
        held.added().stream()
                .filter(letter -> letter.cause() != null)
                .forEach(letter -> log.error(
                        "Projection {}: event {} at position {} is set aside with what follows it in {}: {}",
                        projection.name(),
                        letter.event(),
                        letter.source().position(),
                        letter.sequence(),
                        letter.cause()));
    }

    Letter failed(String sequence, EventSource source, EventMessage<?> event, Throwable cause) {
        return Letter.failed(sequence, source, event, clock.instant(), cause);
    }

    Letter waiting(String sequence, EventSource source, EventMessage<?> event) {
        return Letter.waiting(sequence, source, event, clock.instant());
    }

    /** Whether a failure is the event's: not that of a store that is away, or of this node as it stops. */
    boolean isOfTheEvent(Exception failure) {
        return !(failure instanceof InterruptedException)
                && !Thread.currentThread().isInterrupted()
                && !LogAway.says(failure)
                && projection.targets().stream()
                        .noneMatch(target -> target.store().isAway(failure));
    }

    /**
     * Waits for whoever works on a generation's letters.
     *
     * @throws IllegalStateException where that takes more than half a minute
     */
    void lock(int generation) {
        ReentrantLock ofThisNode = locks.computeIfAbsent(generation, g -> new ReentrantLock());
        ofThisNode.lock();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (!claims.claim(claim(generation))) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("The letters of " + projection.name() + " are being retried");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ofThisNode.unlock();
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            ofThisNode.unlock();
            throw e;
        }
    }

    void unlock(int generation) {
        try {
            claims.release(claim(generation));
        } finally {
            locks.get(generation).unlock();
        }
    }

    private ProjectionSegment claim(int generation) {
        return new ProjectionSegment("letters of " + projection.name(), generation, generation);
    }
}
