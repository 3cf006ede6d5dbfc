package io.postledger.projection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the log ends, asked for at most once a second however many ask here. */
final class LogHead {
    private static final Logger log = LoggerFactory.getLogger(LogHead.class);
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final Supplier<EventStore> eventStore;
    private final Clock clock;
    private OptionalLong head = OptionalLong.empty();
    private Instant askedAt = Instant.EPOCH;

    LogHead(Supplier<EventStore> eventStore, Clock clock) {
        this.eventStore = eventStore;
        this.clock = clock;
    }

    /** Position of the newest event, -1 in an empty log; empty where the log does not answer. */
    synchronized OptionalLong position() {
        Instant now = clock.instant();
        if (!askedAt.plus(GOOD_FOR).isAfter(now)) {
            askedAt = now;
            head = ask();
        }
        return head;
    }

    /** The same as of now. Fails where the log does not answer. */
    long now() {
        return Positions.indexOf(eventStore.get().createHeadToken());
    }

    private OptionalLong ask() {
        try {
            return OptionalLong.of(now());
        } catch (RuntimeException failure) {
            log.debug("The log does not say where it ends", failure);
            return OptionalLong.empty();
        }
    }
}
