package io.postledger.projection;

import io.postledger.projection.Generations.BuildState;
import io.postledger.projection.Generations.TargetDifference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was built with what is read, both at the same position: the event processors of what is read stand still on every
 * node, and it is fed from here up to where the build stands. Readers go on, and see nothing newer until it is over.
 */
final class Comparison {
    private static final int EXAMPLES = 20;
    /** Other nodes see within half a second that they are to stand still, and have a batch to end. */
    private static final Duration OTHERS_STAND_WITHIN = Duration.ofSeconds(60);

    private static final long POLL_MILLIS = 100;

    private final ProjectionRegistry.Entry entry;
    private final Generations generations;
    private final ProjectionClaims claims;
    private final Configuration configuration;
    private final SharedLog sharedLog;
    private final List<ProjectionSegment> held = new ArrayList<>();

    Comparison(
            ProjectionRegistry.Entry entry,
            Generations generations,
            ProjectionClaims claims,
            Configuration configuration,
            SharedLog sharedLog) {
        this.entry = entry;
        this.generations = generations;
        this.claims = claims;
        this.configuration = configuration;
        this.sharedLog = sharedLog;
    }

    /**
     * Has every other node stand still, and takes their places.
     *
     * @throws IllegalStateException where one does not within a minute
     */
    void begin(int built) throws InterruptedException {
        generations.change(entry.name(), built, BuildState.RUNNING, build -> build.in(BuildState.COMPARING));
        long deadline = System.nanoTime() + OTHERS_STAND_WITHIN.toNanos();
        int live = generations.of(entry.name()).live();
        for (Segment segment : entry.tokens().fetchAvailableSegments(entry.name())) {
            ProjectionSegment mine = new ProjectionSegment(entry.name(), live, segment.getSegmentId());
            while (!claims.claim(mine)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Another node goes on feeding " + mine);
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            entry.held().add(mine);
            held.add(mine);
        }
    }

    /** @param reached what the build has reached; null before the first event */
    List<TargetDifference> compare(int built, @Nullable TrackingToken reached) throws Exception {
        List<Segment> segments = entry.tokens().fetchAvailableSegments(entry.name());
        for (ProjectionSegment mine : reached == null ? List.<ProjectionSegment>of() : held) {
            Segment segment = segments.stream()
                    .filter(one -> one.getSegmentId() == mine.number())
                    .findFirst()
                    .orElseThrow();
            bring(mine, segment, reached);
        }
        int live = generations.of(entry.name()).live();
        List<TargetDifference> differences = new ArrayList<>();
        for (ProjectionTarget target : entry.projection().targets()) {
            TargetDifference difference = target.difference(live, built, EXAMPLES);
            if (difference.keys() > 0) {
                differences.add(difference);
            }
        }
        if (!held.stream().allMatch(claims::extend)) {
            throw new IllegalStateException("Another node has fed " + entry.name() + " while it was compared");
        }
        return differences;
    }

    /** Up to there, and not further: the log goes on meanwhile. */
    private void bring(ProjectionSegment mine, Segment segment, TrackingToken to) throws Exception {
        long end = to.position().orElseThrow();
        try (LogFeed feed = new LogFeed(
                entry,
                configuration,
                sharedLog,
                mine,
                event -> segment.matches(ProjectionHandlers.identifier(configuration, entry.name(), event)),
                end)) {
            feed.open();
            while (feed.position() < end) {
                feed.readAndWrite();
            }
            feed.flush();
        }
    }

    /** The event processors may go on. */
    void end() {
        entry.held().removeAll(held);
        held.forEach(claims::release);
    }
}
