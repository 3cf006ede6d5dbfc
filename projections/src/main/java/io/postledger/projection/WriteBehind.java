package io.postledger.projection;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * Gathers until there is enough, or for a while; then that and the position after it are written, in order, on a thread of its own,
 * one piece of work behind whoever hands it over. After a failure nothing more is written.
 */
public abstract class WriteBehind implements Gathering {
    private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long STOP_SECONDS = 10;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(new AxonThreadFactory("projection-write-behind"));
    private final Runnable ended;
    private @Nullable Future<?> last;
    private @Nullable TrackingToken position;
    private long handedOverAt = System.nanoTime();

    /** @param ended run once it is closed */
    protected WriteBehind(Runnable ended) {
        this.ended = ended;
    }

    /** Whether so much waits that it is to be written. */
    protected abstract boolean isEnough();

    /** Takes all that waits. @return what writes it, and after it the position */
    protected abstract Runnable take(TrackingToken reached);

    /** Everything up to this position is gathered. */
    public final void moveTo(TrackingToken reached) {
        position = reached;
        if (isEnough() || System.nanoTime() - handedOverAt > LONGEST_NANOS) {
            handOver();
        }
    }

    /** Waits for the work before, and fails as that has failed. */
    private void handOver() {
        TrackingToken reached = position;
        if (reached == null) {
            return;
        }
        await();
        last = thread.submit(take(reached));
        position = null;
        handedOverAt = System.nanoTime();
    }

    @Override
    public final void flush() {
        handOver();
        await();
    }

    private void await() {
        Future<?> pending = last;
        if (pending == null) {
            return;
        }
        try {
            pending.get();
            last = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while writing");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** Work under way is interrupted. */
    @Override
    public final void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended.run();
    }
}
