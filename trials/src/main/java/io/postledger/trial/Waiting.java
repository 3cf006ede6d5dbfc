package io.postledger.trial;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks again until something is so, or for too long. */
public final class Waiting {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private Waiting() {}

    /** @throws IllegalStateException that says what did not come to be */
    public static void until(Duration patience, String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw new IllegalStateException("After " + patience.toSeconds() + " s it is not so that " + what);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
