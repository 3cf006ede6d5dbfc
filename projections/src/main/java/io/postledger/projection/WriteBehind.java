package io.postledger.projection;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Does the writing of one {@link Gathering} on a thread of its own, in order, one piece of work behind whoever hands it over. After
 * a failure nothing more is written.
 */
public final class WriteBehind implements AutoCloseable {
    private static final long STOP_SECONDS = 10;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(new AxonThreadFactory("projection-write-behind"));
    private @Nullable Future<?> last;

    /** Waits for the work before, and fails as that has failed. */
    public void submit(Runnable work) {
        await();
        last = thread.submit(work);
    }

    /** All that was handed over is done. Fails as it has failed. */
    public void await() {
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
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
