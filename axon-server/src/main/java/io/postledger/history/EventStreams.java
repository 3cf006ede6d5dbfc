package io.postledger.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.postledger.api.history.HistoryTarget;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** The log by aggregate: its events alone, never a snapshot, as they come. */
public final class EventStreams {
    private static final String WORKSPACE_FIELD = "workspaceId";

    private static final int MOST_KNOWN = 10_000;

    private final EventStore log;
    private final HistoryEntries entries;
    /** Of each thing its workspace, which never changes: the store reads many events where its first is asked for. */
    private final Cache<String, String> workspaces =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    public EventStreams(EventStore log, HistoryEntries entries) {
        this.log = log;
        this.entries = entries;
    }

    /** Events of an aggregate from a sequence number on; read as they are asked for. */
    @SuppressWarnings("unchecked") // Only narrows what an iterator gives.
    public Iterator<DomainEventMessage<?>> from(String aggregateId, long sequence) {
        // Without a number Axon would begin with a snapshot, where there is one.
        return ((Stream<DomainEventMessage<?>>)
                        log.readEvents(aggregateId, sequence).asStream())
                .iterator();
    }

    public Optional<DomainEventMessage<?>> at(String aggregateId, long sequence) {
        Iterator<DomainEventMessage<?>> events = from(aggregateId, sequence);
        return events.hasNext() ? Optional.of(events.next()) : Optional.empty();
    }

    /** The workspace that may see an aggregate; empty where it has none, or no event. */
    public Optional<String> workspaceOf(String aggregateId) {
        return Optional.ofNullable(workspaces.get(aggregateId, this::firstSays));
    }

    /** Sequence number of the newest event. Rejected as the target says, where it has none in this workspace. */
    public long requireIn(String workspaceId, HistoryTarget target) {
        if (workspaceOf(target.value()).filter(workspaceId::equals).isEmpty()) {
            throw target.notFound();
        }
        return log.lastSequenceNumberFor(target.value()).orElseThrow();
    }

    /** The workspace stands in an aggregate's first event. */
    private @Nullable String firstSays(String aggregateId) {
        return at(aggregateId, 0)
                .map(first -> (String) entries.fields(first).get(WORKSPACE_FIELD))
                .orElse(null);
    }
}
