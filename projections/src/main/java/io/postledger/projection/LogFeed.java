package io.postledger.projection;

import io.postledger.api.LogGaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * Feeds one share of one generation from the log, outside of an event processor, in large batches. Used by one thread, which handles
 * what the threads of {@link SharedReading} have read and decoded ahead, while what was handled before is being written.
 */
final class LogFeed implements AutoCloseable {
    /** Events handled at once: what they make of one document is encoded once, and they are held in memory. */
    private static final int BATCH = 2_000;
    /** The same while others are to have the processors in between. */
    private static final int SMALL_BATCH = 250;

    /** Events read without one that concerns the projection, after which its position is moved along. */
    private static final int UNCONCERNED = 20_000;

    private static final int WAIT_MILLIS = 100;

    private final ProjectionRegistry.Entry entry;
    private final ProjectionSegment segment;
    private final Configuration configuration;
    private final SharedLog sharedLog;
    private final ProjectionHandlers handlers;
    private final List<Gathering> gatherings = new ArrayList<>();
    private final Predicate<EventMessage<?>> share;
    private final @Nullable Long until;
    private final long openedAt = System.nanoTime();
    private @Nullable BlockingStream<TrackedEventMessage<?>> log;
    private @Nullable TrackingToken reached;
    private @Nullable TrackingToken read;
    private long events;

    /**
     * @param share which events it takes, of those that the projection handles
     * @param until position of the last one; null for no end
     */
    LogFeed(
            ProjectionRegistry.Entry entry,
            Configuration configuration,
            SharedLog sharedLog,
            ProjectionSegment segment,
            Predicate<EventMessage<?>> share,
            @Nullable Long until) {
        this.entry = entry;
        this.sharedLog = sharedLog;
        this.segment = segment;
        this.share = share;
        this.until = until;
        this.configuration = configuration;
        handlers = new ProjectionHandlers(entry, configuration);
    }

    /** Opens the log where the data stands. */
    void open() throws InterruptedException {
        entry.letters().forget(segment);
        reached = sharedLog.together(() -> {
            Optional<TrackingToken> position =
                    ProjectionTokenStore.open(entry.projection().targets(), segment);
            entry.projection().targets().forEach(target -> gatherings.add(target.gather(segment)));
            return position.orElse(null);
        });
        read = reached;
        log = sharedLog.open(configuration.eventStore(), reached, this::isMine);
    }

    /** Gives up what is not written; it is known by the positions beside the data. */
    @Override
    public void close() {
        gatherings.forEach(Gathering::close);
        if (log != null) {
            log.close();
        }
    }

    /** Has all that was handled written, and the position after it. */
    void flush() {
        gatherings.forEach(Gathering::flush);
    }

    private boolean isMine(EventMessage<?> event) {
        return share.test(event) && handlers.canHandle(event);
    }

    /** Up to where all is handled, and written at the end of the log; null before the first event. */
    @Nullable
    TrackingToken reached() {
        return reached;
    }

    /** The same in the log, -1 before the first event. */
    long position() {
        return Positions.indexOf(reached);
    }

    /** Events gone over since it was opened. */
    long events() {
        return events;
    }

    /** One batch; whether there was nothing more to read: then all is written. */
    boolean readAndWrite() throws Exception {
        int most = sharedLog.budget().isShared() ? SMALL_BATCH : BATCH;
        List<TrackedEventMessage<?>> batch = new ArrayList<>(most);
        int taken = 0;
        boolean atTheEnd = false;
        TrackingToken last = reached;
        while (batch.size() < most && taken < UNCONCERNED && !atTheEnd) {
            if (log.hasNextAvailable(taken == 0 ? WAIT_MILLIS : 0, TimeUnit.MILLISECONDS)) {
                TrackedEventMessage<?> event = log.nextAvailable();
                read = event.trackingToken();
                if (until == null || Positions.indexOf(read) <= until) {
                    last = read;
                    taken++;
                    if (isMine(event)) {
                        batch.add(event);
                    }
                } else {
                    atTheEnd = hasAll();
                }
            } else {
                atTheEnd = true;
            }
        }
        if (taken > 0 && last != null) {
            write(batch, last);
            reached = last;
            events += taken;
        }
        if (atTheEnd) {
            flush();
        }
        return atTheEnd;
    }

    /** Whether every event up to the end is here, or nobody will fill the gaps before it any more. */
    boolean hasAll() {
        if (until == null || read == null || Positions.indexOf(read) < until) {
            return false;
        }
        return !(read instanceof GapAwareTrackingToken token)
                || token.getGaps().headSet(until + 1).isEmpty()
                || System.nanoTime() - openedAt > LogGaps.LAST.toNanos();
    }

    private void write(List<TrackedEventMessage<?>> batch, TrackingToken last) throws Exception {
        if (batch.isEmpty()) {
            entry.projection().targets().forEach(target -> target.moveTo(segment, Optional.of(last)));
            return;
        }
        sharedLog.inTurn(() -> handlers.handle(batch, this::begin, writes -> {
            entry.letters().prepare(writes, segment);
            entry.projection().targets().forEach(target -> write(writes, target, last));
            if (!entry.letters().areNone(segment)) {
                flush();
            }
        }));
    }

    /** Where there are letters, a retry may write between two batches. */
    private void begin(ProjectionBatch batch) {
        boolean hadSome = entry.letters().areSome(segment);
        entry.letters().join(batch, segment);
        if (hadSome || entry.letters().areSome(segment)) {
            gatherings.forEach(Gathering::forget);
        }
    }

    private void write(ProjectionBatch batch, ProjectionTarget target, TrackingToken last) {
        TargetBatch writes = batch.writes().get(target);
        if (writes != null) {
            writes.write(segment, last);
        } else {
            target.moveTo(segment, Optional.of(last));
        }
    }
}
