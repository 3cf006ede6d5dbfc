package io.postledger.query.history;

import com.clickhouse.client.api.query.GenericRecord;
import io.postledger.api.EventCatalogue;
import io.postledger.api.history.FindInHistory;
import io.postledger.api.history.HistoryEntry;
import io.postledger.history.EventStreams;
import io.postledger.history.HistoryEntries;
import io.postledger.projection.clickhouse.ClickHouseTable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks up where events stand, and reads there in the log. */
@Component
class HistoryIndex {
    /** Events of a stream between two that are wanted; a longer way is not read but jumped. */
    private static final int WORTH_PASSING_OVER = 200;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    /** What ClickHouse's times can hold; events are of no other. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final ClickHouseTable index;
    private final EventStreams streams;
    private final HistoryEntries entries;

    HistoryIndex(HistoryIndexProjection projection, EventStore log, EventCatalogue catalogue) {
        index = projection.index();
        entries = new HistoryEntries(catalogue);
        streams = new EventStreams(log, entries);
    }

    /** Where an event stands. */
    record Place(Instant at, String aggregateId, long sequence) {}

    /**
     * Ids of the aggregates of a workspace that had an event by then, in order.
     *
     * @param prefix of their ids, with its underscore
     * @param after the last of the page before; empty for the first
     */
    List<String> idsAt(String workspaceId, String prefix, Instant at, String after, int limit) {
        String sql = """
                SELECT aggregate_id FROM history_index
                WHERE workspace_id = {workspace:String} AND recorded_at <= {at:DateTime64(6, 'UTC')}
                  AND sequence = 0 AND startsWith(aggregate_id, {prefix:String}) AND aggregate_id > {after:String}
                GROUP BY aggregate_id ORDER BY aggregate_id LIMIT %d""".formatted(limit);
        return index
                .query(sql, Map.of("workspace", workspaceId, "at", time(at), "prefix", prefix, "after", after))
                .stream()
                .map(row -> row.getString("aggregate_id"))
                .toList();
    }

    /**
     * Those of the workspace, and of what concerns every one since it has been there. Each are looked up by themselves: in the order of
     * the table's key, so that no more is read than is wanted. Rows that were inserted twice are one here, without FINAL: that would
     * read all before the newest.
     */
    List<Place> find(FindInHistory query, String workspaceId, @Nullable SearchCursor cursor, int limit) {
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder where = new StringBuilder();
        parameters.put("workspace", workspaceId);
        parameters.put("every", HistoryIndexProjection.EVERY_WORKSPACE);
        if (query.actor() != null) {
            where.append(" AND has(actors, {actor:String})");
            parameters.put("actor", query.actor());
        }
        if (query.action() != null) {
            where.append(" AND (name = {action:String} OR startsWith(name, concat({action:String}, '.')))");
            parameters.put("action", query.action());
        }
        if (query.target() != null) {
            where.append(
                    query.target().value().equals(workspaceId)
                            ? " AND aggregate_id = {target:String}"
                            : " AND has(targets, {target:String})");
            parameters.put("target", query.target().value());
        }
        if (query.from() != null) {
            where.append(" AND recorded_at >= {from:DateTime64(6, 'UTC')}");
            parameters.put("from", time(query.from()));
        }
        if (query.until() != null) {
            where.append(" AND recorded_at < {until:DateTime64(6, 'UTC')}");
            parameters.put("until", time(query.until()));
        }
        if (cursor != null) {
            where.append(" AND recorded_at <= {at:DateTime64(6, 'UTC')} AND (recorded_at, aggregate_id, sequence)"
                    + " < ({at:DateTime64(6, 'UTC')}, {id:String}, {sequence:UInt64})");
            parameters.put("at", time(cursor.at()));
            parameters.put("id", cursor.aggregateId());
            parameters.put("sequence", cursor.sequence());
        }
        String order = " ORDER BY recorded_at DESC, aggregate_id DESC, sequence DESC";
        String places = "SELECT recorded_at, aggregate_id, sequence FROM history_index WHERE workspace_id = ";
        String newest = where + order + " LIMIT 1 BY recorded_at, aggregate_id, sequence LIMIT " + limit;
        String founding = "(SELECT recorded_at FROM history_index WHERE workspace_id = {workspace:String}"
                + " ORDER BY recorded_at LIMIT 1)";
        String sql = "SELECT recorded_at, aggregate_id, sequence FROM (" + places + "{workspace:String}" + newest
                + " UNION ALL " + places + "{every:String} AND recorded_at >= " + founding + newest + ")" + order
                + " LIMIT " + limit;
        return index.query(sql, parameters).stream().map(HistoryIndex::place).toList();
    }

    private static Place place(GenericRecord row) {
        return new Place(row.getInstant("recorded_at"), row.getString("aggregate_id"), row.getLong("sequence"));
    }

    private static String time(Instant instant) {
        return TIME.format(instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant);
    }

    /** Each aggregate's events in one reading of its stream; those that are not there any more are left out. */
    Map<Place, HistoryEntry> read(List<Place> places) {
        Map<String, TreeMap<Long, Place>> wanted = new HashMap<>();
        places.forEach(place -> wanted.computeIfAbsent(place.aggregateId(), id -> new TreeMap<>())
                .put(place.sequence(), place));
        Map<Place, HistoryEntry> read = new HashMap<>();
        wanted.forEach((id, bySequence) -> {
            Iterator<DomainEventMessage<?>> events = streams.from(id, bySequence.firstKey());
            long next = bySequence.firstKey();
            for (Place place : bySequence.values()) {
                if (place.sequence() - next > WORTH_PASSING_OVER) {
                    events = streams.from(id, place.sequence());
                }
                DomainEventMessage<?> event = advance(place.sequence(), events);
                if (event != null) {
                    read.put(place, entries.of(event));
                }
                next = place.sequence() + 1;
            }
        });
        return read;
    }

    private static @Nullable DomainEventMessage<?> advance(long sequence, Iterator<DomainEventMessage<?>> events) {
        while (events.hasNext()) {
            DomainEventMessage<?> event = events.next();
            if (event.getSequenceNumber() >= sequence) {
                return event;
            }
        }
        return null;
    }
}
