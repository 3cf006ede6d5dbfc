package io.postledger.trial.history;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Shows the time that a history has come to, in whole milliseconds as the log keeps it; in UTC. */
final class HistoryClock extends Clock {
    private Instant now;

    HistoryClock(Instant start) {
        this.now = start;
    }

    void moveTo(Instant instant) {
        now = instant.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("A history's clock shows UTC");
    }
}
