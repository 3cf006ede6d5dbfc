package io.postledger.command.publication;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When to try again. The wait doubles from {@code first} to {@code longest}; after {@code most} tries there is no other.
 */
record RetryPolicy(Duration first, Duration longest, int most) {
    /** Sending: 2 s, 4 s … 10 min; some 37 minutes in all. */
    static final RetryPolicy SENDING = new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(10), 12);

    /** Looking up what became of an attempt: a network may show a post minutes after it took it. */
    static final RetryPolicy LOOKING_UP = new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(10), 10);

    boolean isExhausted(int tries) {
        return tries >= most;
    }

    /** @param tries made so far, from 1 */
    Instant next(int tries, Instant now, @Nullable Instant notBefore) {
        Duration wait = first.multipliedBy(1L << Math.min(tries - 1, 20));
        Instant at = now.plus(wait.compareTo(longest) > 0 ? longest : wait);
        return notBefore != null && notBefore.isAfter(at) ? notBefore : at;
    }
}
