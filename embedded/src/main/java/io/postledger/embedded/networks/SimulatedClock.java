package io.postledger.embedded.networks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The networks' time, UTC: the machine's, moved by what the control door says. */
public final class SimulatedClock extends Clock {

    private volatile Duration shift = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(shift);
    }

    Duration shift() {
        return shift;
    }

    void shiftBy(Duration shift) {
        this.shift = shift;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), shift);
    }
}
