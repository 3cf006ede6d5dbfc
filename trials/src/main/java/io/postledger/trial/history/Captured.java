package io.postledger.trial.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what aggregates have decided until it is taken over, and what those that are still in use have decided before. Each
 * event gets an identifier of the seed's in place of Axon's random one.
 */
final class Captured implements EventStorageEngine {
    private final Random random;
    private final Map<String, List<DomainEventMessage<?>>> byAggregate = new HashMap<>();
    private final List<DomainEventMessage<?>> ofCommand = new ArrayList<>();

    Captured(Random random) {
        this.random = random;
    }

    /** Events since this was last asked for. */
    List<DomainEventMessage<?>> take() {
        List<DomainEventMessage<?>> taken = List.copyOf(ofCommand);
        ofCommand.clear();
        return taken;
    }

    /** No command will come for it any more. */
    void forget(String aggregateId) {
        byAggregate.remove(aggregateId);
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> event : events) {
            DomainEventMessage<?> domain = (DomainEventMessage<?>) event;
            DomainEventMessage<?> named = new GenericDomainEventMessage<>(
                    domain.getType(),
                    domain.getAggregateIdentifier(),
                    domain.getSequenceNumber(),
                    new GenericMessage<>(uuid(random), domain.getPayload(), domain.getMetaData()),
                    domain.getTimestamp());
            byAggregate
                    .computeIfAbsent(domain.getAggregateIdentifier(), id -> new ArrayList<>())
                    .add(named);
            ofCommand.add(named);
        }
    }

    /** A random UUID (version 4) that the seed determines. */
    static String uuid(Random random) {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & ~(0b11L << 62) | 0b10L << 62;
        return new UUID(high, low).toString();
    }

    @Override
    public DomainEventStream readEvents(String aggregateId, long firstSequence) {
        return DomainEventStream.of(byAggregate.getOrDefault(aggregateId, List.of()).stream()
                .filter(event -> event.getSequenceNumber() >= firstSequence));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        List<DomainEventMessage<?>> events = byAggregate.getOrDefault(aggregateId, List.of());
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(events.get(events.size() - 1).getSequenceNumber());
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
        return Optional.empty();
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("No aggregate of a history makes snapshots");
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException("A history is read where it is loaded");
    }
}
