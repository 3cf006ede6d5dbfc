package io.postledger.projection;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets a reader wait for what is about to be written. Writes of this process wake it at once; those of other nodes are
 * seen by reading again every 50 ms.
 */
public final class Freshness {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long writes;

    /** Called after a batch was written. */
    public void written() {
        lock.lock();
        try {
            writes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Reads until there is an answer, at most for {@code patience}. */
    public <T> Optional<T> await(Supplier<Optional<T>> read, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            long before = writes();
            Optional<T> answer = read.get();
            long left = deadline - System.nanoTime();
            if (answer.isPresent() || left <= 0 || !pause(before, Math.min(left, POLL_NANOS))) {
                return answer;
            }
        }
    }

    private long writes() {
        lock.lock();
        try {
            return writes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a write after those counted in {@code before}; false where the thread was interrupted. */
    private boolean pause(long before, long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (writes == before && left > 0) {
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
