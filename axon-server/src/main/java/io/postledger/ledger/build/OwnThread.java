package io.postledger.ledger.build;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A daemon thread that is there from start to stop, and may be started anew. */
final class OwnThread {
    private static final long PATIENCE_SECONDS = 10;

    private final String name;
    private final Runnable work;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    /** @param work ends soon after it is interrupted, or {@link #isRunning} is over */
    OwnThread(String name, Runnable work) {
        this.name = name;
        this.work = work;
    }

    void start() {
        running = true;
        Thread started = new Thread(work, name);
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** Returns once it has ended, or has had its time to. */
    void stop() {
        running = false;
        Thread stopping = thread;
        if (stopping != null) {
            stopping.interrupt();
            try {
                stopping.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean isRunning() {
        return running;
    }
}
