package io.postledger.store;

import io.postledger.api.LogGaps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Axon's engine, but for how a row becomes an event: its time is read once, and by {@link StoredInstants}. Axon reads it when a row
 * comes, to see how old a gap is, and again when a handler asks, with the general parser, which took a sixth of a replay.
 */
final class PostgresEventStorageEngine extends JdbcEventStorageEngine {
    /** Positions between a gap and the newest event, after which it is one no more. */
    private static final int MOST_GAP_OFFSET = 10_000;
    /** An aggregate's events that are read first; each batch after it has four times as many, up to the engine's own. */
    private static final int FIRST_OF_AGGREGATE = 100;
    /** The log's first position. */
    private static final long FIRST = 1;

    private final EventSchema schema;

    /** @param builder with batch size, serializers and the rest; what is about gaps is set here */
    PostgresEventStorageEngine(Builder builder, EventSchema schema) {
        super(builder.schema(schema)
                .gapTimeout((int) LogGaps.LAST.toMillis())
                .maxGapOffset(MOST_GAP_OFFSET)
                .lowestGlobalSequence(FIRST));
        this.schema = schema;
    }

    @Override
    protected TrackedEventData<?> getTrackedEventData(ResultSet row, @Nullable GapAwareTrackingToken before)
            throws SQLException {
        long position = row.getLong(schema.globalIndexColumn());
        String aggregateId = row.getString(schema.aggregateIdentifierColumn());
        boolean isOfNone = aggregateId.equals(row.getString(schema.eventIdentifierColumn()));
        StoredEvent event = event(row, isOfNone ? null : aggregateId);
        boolean mayHaveGaps =
                event.getTimestamp().isAfter(GenericEventMessage.clock.instant().minus(LogGaps.LAST));
        return new TrackedDomainEventData<>(
                before == null
                        ? first(position, mayHaveGaps)
                        : before.advanceTo(position, mayHaveGaps ? MOST_GAP_OFFSET : 0),
                event);
    }

    /** Before it there may be events that are not visible yet. */
    private static GapAwareTrackingToken first(long position, boolean mayHaveGaps) {
        long begin = mayHaveGaps ? Math.min(FIRST, position) : position;
        return GapAwareTrackingToken.newInstance(
                position, LongStream.range(begin, position).boxed().collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Which of an aggregate's events are read at a time. */
    private record Range(long from, int size) {
        Range next(int most) {
            return new Range(from + size, Math.min(size * 4, most));
        }
    }

    /**
     * Most aggregates have few events, and whoever wants one of ten thousand is not to wait for a thousand: Axon's own reads as many of
     * an aggregate at a time as of the log.
     */
    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String aggregateId, long firstSequence) {
        return Stream.iterate(
                        new Range(firstSequence, Math.min(FIRST_OF_AGGREGATE, batchSize())),
                        range -> range.next(batchSize()))
                .map(range -> fetchDomainEvents(aggregateId, range.from(), range.size()))
                .takeWhile(batch -> !batch.isEmpty())
                .flatMap(List::stream);
    }

    @Override
    protected DomainEventData<?> getDomainEventData(ResultSet row) throws SQLException {
        return event(row, row.getString(schema.aggregateIdentifierColumn()));
    }

    private StoredEvent event(ResultSet row, @Nullable String aggregateId) throws SQLException {
        return new StoredEvent(
                row.getString(schema.typeColumn()),
                aggregateId,
                row.getLong(schema.sequenceNumberColumn()),
                row.getString(schema.eventIdentifierColumn()),
                row.getString(schema.timestampColumn()),
                row.getString(schema.payloadTypeColumn()),
                row.getString(schema.payloadRevisionColumn()),
                row.getBytes(schema.payloadColumn()),
                row.getBytes(schema.metaDataColumn()));
    }

    /** A row of the log. */
    private static final class StoredEvent extends GenericDomainEventEntry<byte[]> {
        private final Instant timestamp;

        StoredEvent(
                String aggregateType,
                @Nullable String aggregateId,
                long sequence,
                String eventId,
                String timestamp,
                String name,
                String revision,
                byte[] payload,
                byte[] metadata) {
            super(aggregateType, aggregateId, sequence, eventId, timestamp, name, revision, payload, metadata);
            this.timestamp = StoredInstants.of(timestamp);
        }

        @Override
        public Instant getTimestamp() {
            return timestamp;
        }
    }
}
