package io.postledger.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Many calls by a few threads. */
public final class Parallel {
    private Parallel() {}

    /**
     * Does it for 0, 1 … {@code count - 1}; how many seconds it took.
     *
     * @throws IllegalStateException with the first failure
     */
    public static double forEach(int count, int threads, IntConsumer work) throws InterruptedException {
        long begin = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(() -> {
                    for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                        work.accept(n);
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } finally {
            executor.shutdownNow();
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
