package io.postledger.trial.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Who works beside the one who kills. */
final class Crew implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    Crew(Runnable trouble, Runnable posting, Runnable reconnecting) {
        start("trouble", trouble);
        start("posting", posting);
        start("reconnecting", reconnecting);
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, e) -> {
            synchronized (failures) {
                failures.add(e);
            }
        });
        threads.add(thread);
        thread.start();
    }

    void join(String name, long untilNanos) throws InterruptedException {
        for (Thread thread : threads) {
            if (thread.getName().equals(name)) {
                long left = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
                thread.join(Math.max(1, left));
            }
        }
    }

    /** What ended somebody's work before its time. */
    List<Throwable> failures() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
