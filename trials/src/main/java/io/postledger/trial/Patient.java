package io.postledger.trial;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Somebody who asks again while the product is away, as the API's clients should: where there was no answer, or one that says
 * "not now", the same call with the same Idempotency-Key.
 */
public final class Patient {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(300);

    private final Runnable signInAgain;

    private Patient(Runnable signInAgain) {
        this.signInAgain = signInAgain;
    }

    /** @param email of a user who is registered */
    public Patient(HttpApi http, String email, String password) {
        this(() -> http.signIn(email, password));
    }

    /** Whoever runs the installation, with its key and no session. */
    public static Patient operator() {
        return new Patient(() -> {});
    }

    /** @throws ApiException when the product answered, and refused for good */
    public <T> T ask(Supplier<T> call) {
        long begin = System.nanoTime();
        while (true) {
            try {
                return call.get();
            } catch (UncheckedIOException | ApiException e) {
                if (isFinal(e) || System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw e;
                }
                if (e instanceof ApiException refused && refused.status() == 401) {
                    signInAgain();
                }
                LockSupport.parkNanos(PAUSE);
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("interrupted", e);
                }
            }
        }
    }

    private static boolean isFinal(RuntimeException e) {
        return e instanceof ApiException refused
                && refused.status() < 500
                && refused.status() != 401
                && refused.status() != 429;
    }

    private void signInAgain() {
        try {
            signInAgain.run();
        } catch (UncheckedIOException | ApiException stillAway) {
            // The call itself is tried again, and is refused again.
        }
    }
}
