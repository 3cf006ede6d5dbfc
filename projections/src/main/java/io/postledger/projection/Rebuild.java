package io.postledger.projection;

import io.postledger.projection.Generations.Build;
import io.postledger.projection.Generations.BuildState;
import io.postledger.projection.Generations.Difference;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.axonframework.config.Configuration;

/**
 * Builds one generation of a projection from the log, beside the one that is read, and has it read once it has caught up, or keeps it
 * as it stood at a position. One thread goes over the log in order with the projection's own handlers; what it has written is known by
 * the positions beside the data, so that it goes on after whatever ended it.
 */
final class Rebuild {
    private static final long TELL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ProjectionRegistry.Entry entry;
    private final Generations generations;
    private final ProjectionClaims claims;
    private final Configuration configuration;
    private final SharedLog sharedLog;
    private final LogHead head;
    private final Clock clock;
    private final Duration grace;
    private final Switching switching;
    private final ProjectionSegment segment;
    private final LogFeed feed;
    private final long eventsBefore;
    private Build told;
    private long toldAt = System.nanoTime();

    /** Has this node's readers and event processor change over. */
    interface Switching {
        /** @param lastSteps run while the event processor stands; whether they made the generation the one that is read */
        void during(ProjectionRegistry.Entry entry, int generation, Callable<Boolean> lastSteps) throws Exception;
    }

    /** @param grace how long the generation that was read is kept and fed no more */
    Rebuild(
            ProjectionRegistry.Entry entry,
            Build build,
            Generations generations,
            ProjectionClaims claims,
            Configuration configuration,
            SharedLog sharedLog,
            LogHead head,
            Clock clock,
            Duration grace,
            Switching switching) {
        this.entry = entry;
        this.told = build;
        this.generations = generations;
        this.claims = claims;
        this.configuration = configuration;
        this.sharedLog = sharedLog;
        this.head = head;
        this.clock = clock;
        this.grace = grace;
        this.switching = switching;
        eventsBefore = build.events();
        segment = new ProjectionSegment(entry.name(), build.generation(), 0);
        feed = new LogFeed(
                entry,
                configuration,
                sharedLog,
                segment,
                event -> true,
                build.plan().until());
    }

    /** Who works on it: one node at a time. */
    static ProjectionSegment claim(String projection, int generation) {
        return new ProjectionSegment("rebuild of " + projection, generation, generation);
    }

    /** Until it is read or whole, needs a person, or was paused or given up. */
    void run() throws Exception {
        try (feed) {
            feed.open();
            while (true) {
                boolean wasAtTheEnd = feed.readAndWrite();
                if (!mayGoOn(wasAtTheEnd)) {
                    return;
                }
                if (told.plan().copy() != null) {
                    if (wasAtTheEnd && feed.hasAll()) {
                        generations.change(
                                entry.name(),
                                segment.generation(),
                                BuildState.RUNNING,
                                build -> build.in(BuildState.DONE));
                        return;
                    }
                } else if (isAtHead()) {
                    switching.during(entry, segment.generation(), this::finish);
                    return;
                }
            }
        }
    }

    /** While nobody feeds the generation that is read: what a reader has seen there is here too, before anyone reads here. */
    private boolean finish() throws Exception {
        sharedLog.budget().hurry();
        try {
            return finishAtOnce();
        } finally {
            sharedLog.budget().hurried();
        }
    }

    private boolean finishAtOnce() throws Exception {
        boolean compares = told.plan().compare() && !told.accepted();
        Comparison comparison = new Comparison(entry, generations, claims, configuration, sharedLog);
        if (compares) {
            comparison.begin(segment.generation());
        }
        try {
            long shown = head.now();
            while (feed.position() < shown) {
                feed.readAndWrite();
            }
            feed.flush();
            Difference difference = new Difference(
                    lettersOfItsOwn(), compares ? comparison.compare(segment.generation(), feed.reached()) : List.of());
            if (!told.accepted() && !difference.isNone()) {
                BuildState now = compares ? BuildState.COMPARING : BuildState.RUNNING;
                generations.change(entry.name(), segment.generation(), now, build -> build.different(difference));
                return false;
            }
            handOver(entry.projection().targets());
            return generations.show(
                    entry.name(), segment.generation(), clock.instant().plus(grace));
        } finally {
            comparison.end();
        }
    }

    /** Events that readers would miss once they read here. */
    private int lettersOfItsOwn() {
        Set<String> known = entry.letters().box(generations.of(entry.name()).live()).all().stream()
                .map(Letter::key)
                .collect(Collectors.toSet());
        return (int) entry.letters().box(segment.generation()).all().stream()
                .filter(letter -> !known.contains(letter.key()))
                .count();
    }

    private boolean mayGoOn(boolean tellAnyway) {
        long now = System.nanoTime();
        if (!tellAnyway && now - toldAt < TELL_NANOS) {
            return true;
        }
        double seconds = Math.max(1, now - toldAt) / 1e9;
        long events = eventsBefore + feed.events();
        told = told.progressed(events, feed.position(), (events - told.events()) / seconds);
        toldAt = now;
        return claims.extend(claim(entry.name(), segment.generation())) && generations.progress(entry.name(), told);
    }

    /** Or was a second ago: under traffic the log has no end. */
    private boolean isAtHead() {
        return head.position().isPresent() && feed.position() >= head.position().getAsLong();
    }

    /** Every segment of the event processor goes on from here. */
    private void handOver(List<? extends ProjectionTarget> targets) {
        for (int number = 1; number < entry.segments(); number++) {
            ProjectionSegment other = segment.other(number);
            targets.forEach(target -> {
                target.open(other);
                target.moveTo(other, Optional.ofNullable(feed.reached()));
            });
        }
    }
}
