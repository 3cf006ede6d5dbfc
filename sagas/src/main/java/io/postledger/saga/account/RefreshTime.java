package io.postledger.saga.account;

import java.time.Duration;
import java.time.Instant;

/** When a token is to be bought anew. */
final class RefreshTime {
    private static final int SLOTS = 1024;

    private RefreshTime() {}

    /**
     * Ahead of its end by what the network needs, and by up to half of that again, differing by account: what was connected
     * together is not refreshed together. Never in the first half of its life, however short that is.
     */
    static Instant of(String accountId, Instant expiresAt, Duration ahead, Instant now) {
        int slot = Math.floorMod(accountId.hashCode(), SLOTS);
        Duration spread = ahead.dividedBy(2).multipliedBy(slot).dividedBy(SLOTS);
        Instant planned = expiresAt.minus(ahead).minus(spread);
        Instant halfLife = now.plus(Duration.between(now, expiresAt).dividedBy(2));
        return planned.isBefore(halfLife) ? halfLife : planned;
    }
}
