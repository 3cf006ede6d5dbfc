package io.postledger.platform;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param silence the longest wait for the next byte
 * @param total from the wait for a connection to the last byte of the answer, however it trickles
 */
public record Timeouts(Duration silence, Duration total) {

    /** 15 s of silence, 30 s in all. */
    public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(15), Duration.ofSeconds(30));

    public Timeouts {
        if (silence.isNegative() || silence.isZero() || total.isNegative() || total.isZero()) {
            throw new IllegalArgumentException("timeouts must be positive");
        }
    }
}
