package io.postledger.command.snapshot;

import io.postledger.command.Root;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.RevisionResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/**
 * An aggregate's state is stored after every {@value #EVENTS} events, so that reading it costs the same however long its history
 * is. A snapshot is no more than that: the log does without, and one that other code has taken is not read.
 */
@Configuration(proxyBeanMethods = false)
public class Snapshots {
    /** As aggregates name the trigger. */
    public static final String TRIGGER = "snapshotTrigger";

    /** As aggregates name the filter. */
    public static final String FILTER = "snapshotsOfThisBuild";

    private static final int EVENTS = 100;

    private final SingletonSupplier<String> build = SingletonSupplier.of(BuildRevision::compute);

    @Bean(TRIGGER)
    SnapshotTriggerDefinition snapshotTrigger(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS);
    }

    @Bean(FILTER)
    SnapshotFilter snapshotsOfThisBuild() {
        return snapshot -> build.obtain().equals(snapshot.getPayload().getType().getRevision());
    }

    /** Written with an aggregate's state, where Axon has its revision. */
    @Bean
    RevisionResolver revisionResolver() {
        RevisionResolver annotated = new AnnotationRevisionResolver();
        return type -> Root.class.isAssignableFrom(type) ? build.obtain() : annotated.revisionOf(type);
    }
}
