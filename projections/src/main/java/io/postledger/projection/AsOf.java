package io.postledger.projection;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * Which position of the log an instant stands for: the last one before the first event, in the order of the log, that is later than
 * the instant; the log's end where none is. So every event up to it is of the instant or before, though a later one that a slow clock
 * dated earlier may be, too.
 */
final class AsOf {
    /** Stores keep times to the millisecond or as text, and find the first event of a time accordingly. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final int WAIT_MILLIS = 100;

    private final EventStore log;
    private final LogHead head;
    private final Clock clock;

    AsOf(EventStore log, LogHead head, Clock clock) {
        this.log = log;
        this.head = head;
        this.clock = clock;
    }

    /** A position that there is. Rejected: POSITION_AFTER_HEAD, INVALID_REQUEST. */
    long position(long asked) {
        if (asked < 0) {
            throw new RejectedException(RejectionCode.INVALID_REQUEST, "Positions begin at 0", Map.of());
        }
        Positions.requireInLog(asked, head.now());
        return asked;
    }

    /** Rejected: INSTANT_IN_FUTURE, INSTANT_BEFORE_FIRST_EVENT. */
    long position(Instant asked) throws InterruptedException {
        if (asked.isAfter(clock.instant())) {
            throw new RejectedException(
                    RejectionCode.INSTANT_IN_FUTURE, "What will have happened by then is not known", Map.of());
        }
        long end = head.now();
        TrackingToken begin = begin(asked);
        long last = Positions.indexOf(begin);
        try (BlockingStream<TrackedEventMessage<?>> events = log.openStream(begin)) {
            while (last < end && events.hasNextAvailable(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                TrackedEventMessage<?> event = events.nextAvailable();
                if (event.getTimestamp().isAfter(asked)) {
                    break;
                }
                last = event.trackingToken().position().orElse(last);
            }
        }
        if (last < 0) {
            throw new RejectedException(
                    RejectionCode.INSTANT_BEFORE_FIRST_EVENT, "Nothing had happened by then", Map.of());
        }
        return last;
    }

    /** Some way before the first event that is later; null for the beginning of the log. */
    private @Nullable TrackingToken begin(Instant asked) {
        TrackingToken found = log.createTokenAt(asked.minus(MARGIN));
        // Axon Server has none where no event is so late, too: reading from the beginning is slow, and right.
        long position = Positions.indexOf(found);
        if (position <= 0) {
            return null;
        }
        return found instanceof GlobalSequenceTrackingToken ? new GlobalSequenceTrackingToken(position - 1) : found;
    }
}
