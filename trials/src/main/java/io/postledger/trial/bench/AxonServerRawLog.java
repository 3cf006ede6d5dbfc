package io.postledger.trial.bench;

import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.postledger.store.CatalogueSerializer;
import io.postledger.trial.Figures;
import io.postledger.trial.Parallel;
import io.postledger.trial.history.AxonServerLog;
import io.postledger.trial.history.HistoryLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.axonframework.axonserver.connector.util.GrpcMetaDataConverter;
import org.axonframework.serialization.SimpleSerializedObject;

/**
 * The events in an Axon Server, by its own connector: read as one stream, appended as events of other aggregates. What is appended
 * stays in the log.
 */
final class AxonServerRawLog implements RawLog {
    /** Events that the server may send ahead, and how many of them are taken before it is told so. */
    private static final int AHEAD = 5_000;

    private static final int REFILL = 1_000;
    private static final long BEGINNING = -1;
    /** Ids are so long, with their prefix and without. */
    private static final String COPY = "copy";

    private final String address;
    private final EventChannel events;
    private final CatalogueSerializer serializer;
    private final GrpcMetaDataConverter metadata;

    /** @param serializer that events are read with */
    AxonServerRawLog(String address, EventChannel events, CatalogueSerializer serializer) {
        this.address = address;
        this.events = events;
        this.serializer = serializer;
        metadata = new GrpcMetaDataConverter(serializer);
    }

    private interface EventReader {
        void read(Event event) throws Exception;
    }

    @Override
    public String reading() {
        return "by Axon Server's connector";
    }

    @Override
    public HistoryLog loader() {
        return new AxonServerLog(address, serializer);
    }

    @Override
    public void read(Reader reader) throws Exception {
        eventsAfter(
                BEGINNING,
                event -> reader.read(new Stored() {
                    @Override
                    public String aggregateId() {
                        return event.getAggregateIdentifier();
                    }

                    @Override
                    public String eventId() {
                        return event.getMessageIdentifier();
                    }

                    @Override
                    public Object payload() {
                        return AxonServerRawLog.this.payload(event);
                    }
                }));
    }

    /** Seconds. */
    private double eventsAfter(long position, EventReader reader) throws Exception {
        long begin = System.nanoTime();
        long last = last();
        try (EventStream stream = events.openStream(position, AHEAD, REFILL)) {
            for (long read = position; read < last; ) {
                EventWithToken next = stream.next();
                if (next == null) {
                    throw new IllegalStateException(
                            "Axon Server's stream ended at " + read + " of " + last,
                            stream.getError().orElse(null));
                }
                reader.read(next.getEvent());
                read = next.getToken();
            }
        }
        return BenchRoom.seconds(begin);
    }

    @Override
    public double readBare() throws Exception {
        long[] bytes = new long[1];
        return eventsAfter(
                BEGINNING, event -> bytes[0] += event.getPayload().getData().size() + event.getMetaDataCount());
    }

    @Override
    public double readAndDecode() throws Exception {
        return eventsAfter(BEGINNING, event -> {
            payload(event);
            metadata.convert(event.getMetaDataMap());
            Instant.ofEpochMilli(event.getTimestamp());
        });
    }

    private Object payload(Event event) {
        SerializedObject payload = event.getPayload();
        return serializer.deserialize(new SimpleSerializedObject<>(
                payload.getData().toByteArray(), byte[].class, payload.getType(), payload.getRevision()));
    }

    /** Axon Server has no index for it: the log is read. */
    @Override
    public List<String> some(String prefix, int most) throws Exception {
        TreeSet<String> ids = new TreeSet<>(
                Comparator.comparingInt(AxonServerRawLog::scattered).thenComparing(Comparator.naturalOrder()));
        eventsAfter(BEGINNING, event -> {
            if (event.getAggregateSequenceNumber() == 0
                    && event.getAggregateIdentifier().startsWith(prefix)) {
                ids.add(event.getAggregateIdentifier());
                if (ids.size() > most) {
                    ids.pollLast();
                }
            }
        });
        return List.copyOf(ids);
    }

    /** Ids of one time resemble each other, and so do their hash codes. */
    private static int scattered(String id) {
        return id.hashCode() * 0x9E3779B9;
    }

    @Override
    public long last() throws ExecutionException, InterruptedException {
        return events.getLastToken().get();
    }

    @Override
    public Appended appendAgain(long after, int threads) throws Exception {
        // An aggregate's events must come in their order: one thread appends them all.
        Map<String, List<Event>> copies = new LinkedHashMap<>();
        eventsAfter(
                after,
                event -> copies.computeIfAbsent(event.getAggregateIdentifier(), id -> new ArrayList<>())
                        .add(copy(event)));
        List<List<Event>> aggregates = List.copyOf(copies.values());
        Collection<Double> took = new ConcurrentLinkedQueue<>();
        double seconds = Parallel.forEach(
                aggregates.size(), threads, n -> aggregates.get(n).forEach(event -> took.add(append(event))));
        return new Appended(took.size() / seconds, Figures.percentile(took, 0.99));
    }

    private static Event copy(Event event) {
        String id = event.getAggregateIdentifier();
        return event.toBuilder()
                .setAggregateIdentifier(COPY + id.substring(id.indexOf('_')))
                .build();
    }

    /** Milliseconds. */
    private double append(Event event) {
        long begin = System.nanoTime();
        events.startAppendEventsTransaction().appendEvent(event).commit().join();
        return (System.nanoTime() - begin) / 1e6;
    }
}
