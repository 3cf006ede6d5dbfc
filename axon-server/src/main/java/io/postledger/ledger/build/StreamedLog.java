package io.postledger.ledger.build;

import io.postledger.ledger.Leaf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.axonserver.connector.event.axon.GrpcMetaDataAwareSerializer;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log of an Axon Server, which hands events out in the order that it committed them in: what it has handed out, nothing comes before any
 * more. Metadata is a map there; the ledger takes it as a JSON object with sorted names.
 */
public final class StreamedLog implements StoredLog {
    /** How long an event is waited for that must be there. */
    private static final int PATIENCE_SECONDS = 10;
    /** What was stored in the same moment as an event that is looked for. */
    private static final int MOST_LOOKED_AT = 10_000;

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final EventStore store;
    private final Serializer serializer;
    private final LongFunction<@Nullable TrackingToken> token;
    private @Nullable BlockingStream<TrackedEventMessage<?>> open;
    private long openAt = Long.MIN_VALUE;

    /**
     * @param store without upcasters, which would show an event as it was not stored
     * @param serializer equal to the one that the store's messages have: by another the bytes would not be those that are
     *     stored, but written anew
     * @param token after which a position's events come
     */
    public StreamedLog(EventStore store, Serializer serializer, LongFunction<@Nullable TrackingToken> token) {
        this.store = store;
        this.serializer = serializer;
        this.token = token;
    }

    /**
     * An Axon Server's, whose messages have a serializer around ours.
     *
     * @param store without upcasters
     * @param serializer that it was made with
     */
    public static StreamedLog ofAxonServer(AxonServerEventStore store, Serializer serializer) {
        return new StreamedLog(
                store,
                new GrpcMetaDataAwareSerializer(serializer),
                position -> position < 0 ? null : new GlobalSequenceTrackingToken(position));
    }

    @Override
    public synchronized List<Leaf> settledAfter(long position, int most) {
        List<Leaf> next = new ArrayList<>();
        try {
            if (open == null || openAt != position) {
                close();
                open = store.openStream(token.apply(position));
            }
            while (next.size() < most && open.hasNextAvailable(next.isEmpty() ? 100 : 0, TimeUnit.MILLISECONDS)) {
                next.add(leaf(open.nextAvailable()));
            }
            openAt = next.isEmpty() ? position : next.get(next.size() - 1).position();
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            return List.of();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public void read(long after, long upTo, Reader reader) throws Exception {
        try (BlockingStream<TrackedEventMessage<?>> events = store.openStream(token.apply(Math.max(after, -1)))) {
            while (events.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Leaf leaf = leaf(events.nextAvailable());
                if (leaf.position() > upTo || !reader.take(leaf) || leaf.position() == upTo) {
                    return;
                }
            }
        }
    }

    @Override
    public OptionalLong positionOf(String aggregateId, long sequence) {
        DomainEventMessage<?> event =
                store.readEvents(aggregateId, sequence).asStream().findFirst().orElse(null);
        if (event == null || event.getSequenceNumber() != sequence) {
            return OptionalLong.empty();
        }
        try (BlockingStream<TrackedEventMessage<?>> events =
                store.openStream(store.createTokenAt(event.getTimestamp().minus(MOMENT)))) {
            for (int i = 0; i < MOST_LOOKED_AT && events.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS); i++) {
                TrackedEventMessage<?> next = events.nextAvailable();
                if (next.getIdentifier().equals(event.getIdentifier())) {
                    return next.trackingToken().position();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return OptionalLong.empty();
    }

    private Leaf leaf(TrackedEventMessage<?> event) {
        DomainEventMessage<?> ofAggregate = event instanceof DomainEventMessage<?> domainEvent ? domainEvent : null;
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        return new Leaf(
                event.trackingToken().position().orElseThrow(),
                ofAggregate == null ? event.getIdentifier() : ofAggregate.getAggregateIdentifier(),
                ofAggregate == null ? null : ofAggregate.getType(),
                ofAggregate == null ? 0 : ofAggregate.getSequenceNumber(),
                event.getIdentifier(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                DateTimeUtils.formatInstant(event.getTimestamp()),
                payload.getData(),
                JsonMapper.shared().writeValueAsBytes(new TreeMap<>(event.getMetaData())));
    }
}
