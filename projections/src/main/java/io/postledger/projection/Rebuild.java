package io.postledger.projection;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * Builds one generation of a projection from the log, beside the one that is read, and has it read once it has caught up. One
 * thread goes over the log in order with the projection's own handlers; what it has written is known by the positions beside the
 * data, so that it goes on after whatever ended it.
 */
final class Rebuild {
    /** Events of one write: large, so that what touches one document often is written once. */
    private static final int BATCH = 2_000;
    /** Events read without one that concerns the projection, after which its position is moved along. */
    private static final int UNCONCERNED = 20_000;

    private static final int WAIT_MILLIS = 100;
    private static final long TELL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ProjectionRegistry.Entry entry;
    private final Generations generations;
    private final ProjectionClaims claims;
    private final Configuration configuration;
    private final LogHead head;
    private final Clock clock;
    private final Duration grace;
    private final Switching switching;
    private final ProjectionSegment segment;
    private final ProjectionHandlers handlers;
    private Generations.Build told;
    private @Nullable TrackingToken reached;
    private long events;
    private long toldAt = System.nanoTime();

    /** Has this node's readers and event processor change over. */
    interface Switching {
        /** @param lastSteps run while the event processor stands; whether they made the generation the one that is read */
        void during(ProjectionRegistry.Entry entry, int generation, Callable<Boolean> lastSteps) throws Exception;
    }

    /** @param grace how long the generation that was read is kept and fed no more */
    Rebuild(
            ProjectionRegistry.Entry entry,
            Generations.Build build,
            Generations generations,
            ProjectionClaims claims,
            Configuration configuration,
            LogHead head,
            Clock clock,
            Duration grace,
            Switching switching) {
        this.entry = entry;
        this.told = build;
        this.generations = generations;
        this.claims = claims;
        this.configuration = configuration;
        this.head = head;
        this.clock = clock;
        this.grace = grace;
        this.switching = switching;
        this.events = build.events();
        segment = new ProjectionSegment(entry.name(), build.generation(), 0);
        handlers = new ProjectionHandlers(entry, configuration);
    }

    /** Who works on it: one node at a time. */
    static ProjectionSegment claim(String projection) {
        return new ProjectionSegment("rebuild of " + projection, 1, 0);
    }

    /** Until it is read, or was paused or cancelled. */
    void run() throws Exception {
        List<ProjectionTarget> targets = List.copyOf(entry.projection().targets());
        entry.letters().forget(segment);
        reached = ProjectionTokenStore.open(targets, segment).orElse(null);
        try (BlockingStream<TrackedEventMessage<?>> log =
                configuration.eventStore().openStream(reached)) {
            while (true) {
                boolean wasAtTheEnd = readAndWrite(log);
                if (!mayGoOn(wasAtTheEnd)) {
                    return;
                }
                if (wasAtTheEnd && isAtHead()) {
                    switching.during(entry, segment.generation(), () -> finish(log, targets));
                    return;
                }
            }
        }
    }

    /** While nobody feeds the generation that is read: what a reader has seen there is here too, before anyone reads here. */
    private boolean finish(BlockingStream<TrackedEventMessage<?>> log, List<ProjectionTarget> targets)
            throws Exception {
        boolean atTheEnd = false;
        while (!atTheEnd) {
            atTheEnd = readAndWrite(log);
        }
        handOver(targets);
        return generations.show(
                entry.name(), segment.generation(), clock.instant().plus(grace));
    }

    /** One batch; whether there was nothing more to read. */
    private boolean readAndWrite(BlockingStream<TrackedEventMessage<?>> log) throws Exception {
        List<TrackedEventMessage<?>> batch = new ArrayList<>(BATCH);
        int read = 0;
        boolean atTheEnd = false;
        TrackingToken last = reached;
        while (batch.size() < BATCH && read < UNCONCERNED && !atTheEnd) {
            if (log.hasNextAvailable(read == 0 ? WAIT_MILLIS : 0, TimeUnit.MILLISECONDS)) {
                TrackedEventMessage<?> event = log.nextAvailable();
                last = event.trackingToken();
                read++;
                if (handlers.canHandle(event)) {
                    batch.add(event);
                }
            } else {
                atTheEnd = true;
            }
        }
        if (read > 0 && last != null) {
            write(batch, last);
            reached = last;
            events += read;
        }
        return atTheEnd;
    }

    private void write(List<TrackedEventMessage<?>> batch, TrackingToken last) throws Exception {
        if (batch.isEmpty()) {
            entry.projection().targets().forEach(target -> target.moveTo(segment, Optional.of(last)));
            return;
        }
        handlers.handle(batch, opened -> entry.letters().join(opened, segment), writes -> {
            entry.letters().prepare(writes, segment);
            entry.projection().targets().forEach(target -> write(writes, target, last));
        });
    }

    private void write(ProjectionBatch batch, ProjectionTarget target, TrackingToken last) {
        TargetBatch writes = batch.writes().get(target);
        if (writes != null) {
            writes.write(segment, last);
        } else {
            target.moveTo(segment, Optional.of(last));
        }
    }

    private boolean mayGoOn(boolean tellAnyway) {
        long now = System.nanoTime();
        if (!tellAnyway && now - toldAt < TELL_NANOS) {
            return true;
        }
        double seconds = Math.max(1, now - toldAt) / 1e9;
        told = new Generations.Build(
                told.generation(),
                Generations.BuildState.RUNNING,
                told.startedAt(),
                events,
                position(),
                (events - told.events()) / seconds,
                null);
        toldAt = now;
        return claims.extend(claim(entry.name())) && generations.progress(entry.name(), told);
    }

    private long position() {
        return reached == null ? -1 : reached.position().orElse(-1);
    }

    private boolean isAtHead() {
        return head.position().isPresent() && position() >= head.position().getAsLong();
    }

    /** Every segment of the event processor goes on from here. */
    private void handOver(List<ProjectionTarget> targets) {
        for (int number = 1; number < entry.segments(); number++) {
            ProjectionSegment other = segment.other(number);
            targets.forEach(target -> {
                target.open(other);
                target.moveTo(other, Optional.ofNullable(reached));
            });
        }
    }
}
