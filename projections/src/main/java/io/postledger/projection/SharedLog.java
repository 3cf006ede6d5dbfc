package io.postledger.projection;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The log as the builds of this node read it: those that stand at the same place read and decode it once, together, and take turns
 * at handling it.
 */
final class SharedLog {
    /** Who handles events at once: what a batch makes on its way takes most of a build's memory. */
    private static final int AT_ONCE = 2;
    /** One that waits for its store has its turn meanwhile; others go on after that without. */
    private static final long LONGEST_WAIT_SECONDS = 1;

    /** One whose store is away does not hold up the others for longer. */
    private static final long LONGEST_OPENING_MILLIS = 2_000;

    private final BuildBudget budget;
    private final List<SharedReading> readings = new CopyOnWriteArrayList<>();
    private final Phaser opening = new Phaser() {
        /** It goes on when for a while there is none. */
        @Override
        protected boolean onAdvance(int phase, int registered) {
            return false;
        }
    };
    private final Semaphore turns = new Semaphore(AT_ONCE);

    SharedLog(BuildBudget budget) {
        this.budget = budget;
    }

    BuildBudget budget() {
        return budget;
    }

    /** Has a build open its targets, and waits for those that are doing so too, so that they begin to read together. */
    <T> T together(Supplier<T> open) throws InterruptedException {
        opening.register();
        T opened;
        int phase;
        try {
            opened = open.get();
        } finally {
            phase = opening.arriveAndDeregister();
        }
        try {
            opening.awaitAdvanceInterruptibly(phase, LONGEST_OPENING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It reads by itself, or joins whoever has begun.
        }
        return opened;
    }

    /** What is done with a batch of events. */
    interface Work {
        void run() throws Exception;
    }

    void inTurn(Work work) throws Exception {
        boolean isMine = turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        try {
            long begin = System.nanoTime();
            work.run();
            budget.spend(System.nanoTime() - begin);
        } finally {
            if (isMine) {
                turns.release();
            }
        }
    }

    /**
     * A stream of what comes after a position, used by one thread, which must not ask for what is not there: there is no waiting
     * without end.
     *
     * @param after null for the first event
     * @param isHandled which events are decoded ahead
     */
    BlockingStream<TrackedEventMessage<?>> open(
            StreamableMessageSource<TrackedEventMessage<?>> source,
            @Nullable TrackingToken after,
            Predicate<EventMessage<?>> isHandled) {
        return new SharedStream(token -> join(source, token, isHandled), after);
    }

    private synchronized SharedReading.Reader join(
            StreamableMessageSource<TrackedEventMessage<?>> source,
            @Nullable TrackingToken after,
            Predicate<EventMessage<?>> isHandled) {
        for (SharedReading reading : readings) {
            SharedReading.Reader reader = reading.join(after, isHandled);
            if (reader != null) {
                return reader;
            }
        }
        SharedReading reading = new SharedReading(source.openStream(after), after, budget, readings::remove);
        readings.add(reading);
        SharedReading.Reader reader = reading.join(after, isHandled);
        if (reader == null) {
            throw new IllegalStateException("A reading begins where it was opened");
        }
        reading.start();
        return reader;
    }
}
