package io.postledger.command.publication;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When to try again. The wait doubles from {@code first} to {@code longest}; after {@code most} tries there is no other, nor
 * later than {@code within} after the first.
 */
record RetryPolicy(Duration first, Duration longest, int most, Duration within) {
    /** Sending: 2 s, 4 s … 10 min; some 37 minutes in all. */
    static final RetryPolicy SENDING =
            new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(10), 12, Duration.ofHours(24));

    /** Looking up what became of an attempt: an outage of the network may last, and asking again costs little. */
    static final RetryPolicy LOOKING_UP =
            new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(10), 200, Duration.ofHours(24));

    /** Waiting for limits and for a network to be reachable: it spends no tries, but it ends. */
    static final RetryPolicy WAITING =
            new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(10), Integer.MAX_VALUE, Duration.ofDays(7));

    /** Answers that cannot tell more when they come again: three, so that one odd answer parks nothing. */
    static final int INCONCLUSIVE_LOOK_UPS = 3;

    /** How long a publication is held for its account to be connected again. */
    static final Duration HELD_FOR = Duration.ofDays(7);

    /** Reasons why nothing was sent that are no failure: waiting for them spends no tries. */
    private static final Set<String> NO_FAILURE =
            Set.of("RATE_LIMITED", "GRANT_REVOKED", "API_VERSION_RETIRED", "PROCESSING");

    static boolean isFailure(String reason) {
        return !NO_FAILURE.contains(reason);
    }

    /** @param since when the first try was made; null before it */
    boolean isExhausted(int tries, @Nullable Instant since, Instant now) {
        return tries >= most || since != null && !now.isBefore(since.plus(within));
    }

    /** @param tries made so far, from 1 */
    Instant next(int tries, Instant now, @Nullable Instant notBefore) {
        Duration wait = first.multipliedBy(1L << Math.max(0, Math.min(tries - 1, 20)));
        Instant at = now.plus(wait.compareTo(longest) > 0 ? longest : wait);
        return notBefore != null && notBefore.isAfter(at) ? notBefore : at;
    }
}
