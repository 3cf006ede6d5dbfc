package io.postledger.projection;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a store that is away. A batch that waits here keeps its claim and goes on within a second of the store's
 * return; one that fails is taken up again by its event processor, whose pauses grow to a minute.
 */
public final class StorePatience {
    private static final Logger log = LoggerFactory.getLogger(StorePatience.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final String store;
    private final Predicate<Exception> away;
    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param patience how long a piece of work is tried, at least once; then its last failure is thrown */
    public StorePatience(String store, Predicate<Exception> away, Duration patience) {
        this.store = store;
        this.away = away;
        this.patience = patience;
    }

    public <T> T call(Callable<T> work) {
        long deadline = System.nanoTime() + patience.toNanos();
        long pauseMillis = 50;
        boolean told = false;
        while (true) {
            try {
                T result = work.call();
                if (told) {
                    log.info("{} is back", store);
                }
                return result;
            } catch (Exception failure) {
                if (!away.test(failure) || System.nanoTime() > deadline) {
                    throw unchecked(failure);
                }
                if (!told) {
                    told = true;
                    log.warn("{} is away, waiting: {}", store, failure.toString());
                }
                if (pause(pauseMillis)) {
                    throw unchecked(failure);
                }
                pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE.toMillis());
            }
        }
    }

    /** Ends all waiting, so that the process can stop while a store is away. */
    public void close() {
        closed.countDown();
    }

    private boolean pause(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static RuntimeException unchecked(Exception failure) {
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }
}
