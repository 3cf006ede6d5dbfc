package io.postledger.projection;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * How each projection of this node stands, as meters tagged {@code projection}: {@code postledger.projection.events} and
 * {@code .batches} written since the node started, {@code .position} and {@code .lag} in events of the log,
 * {@code .letters} that this node knows of, {@code .last.batch} as seconds since 1970 (UTC), and {@code .error}, 1 while it cannot go on.
 */
final class ProjectionMetrics implements SmartInitializingSingleton {
    private static final String PREFIX = "postledger.projection.";
    private static final String TAG = "projection";

    private final ProjectionRegistry registry;
    private final LogHead head;
    private final List<MeterRegistry> meters;

    ProjectionMetrics(ProjectionRegistry registry, LogHead head, List<MeterRegistry> meters) {
        this.registry = registry;
        this.head = head;
        this.meters = meters;
    }

    @Override
    public void afterSingletonsInstantiated() {
        meters.forEach(meter -> registry.all().forEach(entry -> register(meter, entry)));
    }

    private void register(MeterRegistry meter, ProjectionRegistry.Entry entry) {
        ProjectionProgress progress = entry.progress();
        FunctionCounter.builder(PREFIX + "events", progress, ProjectionProgress::events)
                .tag(TAG, entry.name())
                .register(meter);
        FunctionCounter.builder(PREFIX + "batches", progress, ProjectionProgress::batches)
                .tag(TAG, entry.name())
                .register(meter);
        Gauge.builder(PREFIX + "position", progress, ProjectionProgress::position)
                .tag(TAG, entry.name())
                .register(meter);
        Gauge.builder(PREFIX + "lag", progress, p -> lag(head, p))
                .tag(TAG, entry.name())
                .register(meter);
        Gauge.builder(PREFIX + "letters", entry.letters(), Letters::count)
                .tag(TAG, entry.name())
                .register(meter);
        Gauge.builder(PREFIX + "error", progress, p -> p.error().isPresent() ? 1 : 0)
                .tag(TAG, entry.name())
                .register(meter);
        TimeGauge.builder(
                        PREFIX + "last.batch",
                        progress,
                        TimeUnit.MILLISECONDS,
                        p -> p.lastBatch().map(Instant::toEpochMilli).orElse(0L))
                .tag(TAG, entry.name())
                .register(meter);
    }

    /** Positions between a projection and the log's end; NaN where the log does not answer. */
    static double lag(LogHead head, ProjectionProgress progress) {
        return lag(head, progress.position());
    }

    /** The same of a position in the log, -1 before the first event. */
    static double lag(LogHead head, long position) {
        OptionalLong end = head.position();
        return end.isPresent() ? Math.max(0, end.getAsLong() - position) : Double.NaN;
    }
}
