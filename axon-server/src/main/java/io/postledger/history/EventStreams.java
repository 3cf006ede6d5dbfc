package io.postledger.history;

import io.postledger.api.history.HistoryTarget;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The log by aggregate: its events alone, never a snapshot, as they come. */
public final class EventStreams {
    private static final String WORKSPACE_FIELD = "workspaceId";

    private final EventStore log;
    private final HistoryEntries entries;

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

    /** Sequence number of the newest event. Rejected as the target says, where it has none in this workspace. */
    public long requireIn(String workspaceId, HistoryTarget target) {
        at(target.value(), 0)
                .filter(first -> isOf(workspaceId, entries.fields(first)))
                .orElseThrow(target::notFound);
        return log.lastSequenceNumberFor(target.value()).orElseThrow();
    }

    /** The workspace that may see an aggregate stands in its first event. */
    private static boolean isOf(String workspaceId, Map<String, Object> first) {
        return workspaceId.equals(first.get(WORKSPACE_FIELD));
    }
}
