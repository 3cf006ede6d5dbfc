package io.postledger.projection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * What the builds of this node may use of its processors: all, or a share for as long as this node handles commands, whose senders
 * would otherwise wait behind builds. Builds say how long their work took, and whoever hands them events waits until that is within
 * the share.
 */
final class BuildBudget implements MessageHandlerInterceptor<CommandMessage<?>> {
    /** For so long after a command there may be another. */
    private static final long WORKING_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long LONGEST_SLEEP_NANOS = Duration.ofMillis(50).toNanos();

    private final double cores;
    private final AtomicInteger hurrying = new AtomicInteger();
    private volatile long commandAt = System.nanoTime() - WORKING_NANOS;
    /** Time that work took beyond what was allowed up to {@link #settledAt}. */
    private double owed;

    private long settledAt;

    /** @param share of all processors, more than 0; 1 for all */
    BuildBudget(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "Builds have a share of the processors above 0 and up to 1, not " + share);
        }
        this.cores = share * Runtime.getRuntime().availableProcessors();
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        commandAt = System.nanoTime();
        return chain.proceed();
    }

    /** Whether it is a share at the moment. */
    boolean isShared() {
        return hurrying.get() == 0 && System.nanoTime() - commandAt < WORKING_NANOS;
    }

    /** Until {@link #hurried} everything is used: somebody waits for a build. */
    void hurry() {
        hurrying.incrementAndGet();
    }

    void hurried() {
        hurrying.decrementAndGet();
    }

    /** @param nanos that some work of a build took, in which a processor was busy here or in a store */
    synchronized void spend(long nanos) {
        settle();
        owed += nanos;
    }

    /** Waits until there is something left. */
    void await() throws InterruptedException {
        long sleep = settle();
        while (sleep > 0) {
            TimeUnit.NANOSECONDS.sleep(Math.min(sleep, LONGEST_SLEEP_NANOS));
            sleep = settle();
        }
    }

    /** In how many nanoseconds there is something left. */
    private synchronized long settle() {
        long now = System.nanoTime();
        owed = isShared() ? Math.max(0, owed - (now - settledAt) * cores) : 0;
        settledAt = now;
        return (long) (owed / cores);
    }
}
