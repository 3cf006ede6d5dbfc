package io.postledger.saga.publication;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long to wait for what is not there: a fifth of the time waited so far, from 2 seconds to 5 minutes. */
final class Waits {
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Waits() {}

    /** @param notBefore what the network said; null where it said nothing */
    static Instant until(Delivery delivery, @Nullable Instant notBefore, Instant now) {
        Instant since = delivery.lastSentAt() == null ? delivery.dueAt() : delivery.lastSentAt();
        Duration wait = since == null ? SHORTEST : Duration.between(since, now).dividedBy(5);
        if (wait.compareTo(SHORTEST) < 0) {
            wait = SHORTEST;
        } else if (wait.compareTo(LONGEST) > 0) {
            wait = LONGEST;
        }
        return notBefore != null && notBefore.isAfter(now) ? notBefore : now.plus(wait);
    }
}
