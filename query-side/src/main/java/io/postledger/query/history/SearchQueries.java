package io.postledger.query.history;

import com.clickhouse.client.api.query.GenericRecord;
import io.postledger.api.EventCatalogue;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.FindInHistory;
import io.postledger.api.history.HistoryEntry;
import io.postledger.api.history.HistoryPage;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.ReadingId;
import io.postledger.api.history.ReadingKind;
import io.postledger.history.EventStreams;
import io.postledger.history.HistoryEntries;
import io.postledger.history.RecordedReadings;
import io.postledger.messaging.Membership;
import io.postledger.projection.clickhouse.ClickHouseTable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Answers where in a workspace's history something is: found by {@link HistoryIndexProjection}, read from the log. */
@Component
class SearchQueries {
    /** Events that a page reads to look for a text, before it says that there may be more. */
    private static final int MOST_READ = 2_000;

    /** Events of a stream between two that are wanted; a longer way is not read but jumped. */
    private static final int WORTH_PASSING_OVER = 200;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final ClickHouseTable index;
    private final EventStreams streams;
    private final HistoryEntries entries;
    private final RecordedReadings readings;
    private final Cursors cursors = new Cursors();

    SearchQueries(
            HistoryIndexProjection projection,
            EventStore log,
            EventCatalogue catalogue,
            @Qualifier("queryMembership") Membership membership,
            Clock clock) {
        index = projection.index();
        entries = new HistoryEntries(catalogue);
        streams = new EventStreams(log, entries);
        readings = new RecordedReadings(log, membership, clock);
    }

    /** Where an event stands. */
    private record Place(Instant at, String aggregateId, long sequence) {}

    @QueryHandler
    HistoryPage find(FindInHistory query, QueryMessage<?, ?> message) {
        requirePossible(query);
        SearchCursor cursor = query.cursor() == null ? null : cursors.read(query.cursor(), SearchCursor.class);
        ReadingId reading = query.readingId();
        if (reading == null && cursor != null && cursor.reading() != null) {
            reading = new ReadingId(cursor.reading());
        }
        String workspaceId = (String) message.getMetaData().get(MessageContext.WORKSPACE);
        HistoryTarget workspace = new HistoryTarget(workspaceId);
        readings.require(message.getMetaData(), ReadingKind.SEARCH, workspace, query.question(), reading);

        int most = query.text() == null ? query.limit() : MOST_READ;
        List<Place> places = places(query, workspaceId, cursor, most + 1);
        boolean mayBeMore = places.size() > most;
        List<HistoryEntry> found = new ArrayList<>();
        Place last = null;
        Iterator<Place> candidates =
                places.subList(0, Math.min(most, places.size())).iterator();
        while (candidates.hasNext() && found.size() < query.limit()) {
            List<Place> chunk = new ArrayList<>();
            while (candidates.hasNext() && chunk.size() < query.limit()) {
                chunk.add(candidates.next());
            }
            Map<Place, HistoryEntry> read = read(chunk);
            for (int i = 0; i < chunk.size() && found.size() < query.limit(); i++) {
                last = chunk.get(i);
                HistoryEntry entry = read.get(last);
                if (entry != null && (query.text() == null || says(entry.data(), query.text()))) {
                    found.add(entry);
                }
            }
        }
        boolean reachedEnd = last == null || last.equals(places.get(places.size() - 1));
        String readingId = reading == null ? null : reading.value();
        return new HistoryPage(
                workspaceId,
                readingId,
                found,
                reachedEnd && !mayBeMore
                        ? null
                        : cursors.written(new SearchCursor(readingId, last.at(), last.aggregateId(), last.sequence())));
    }

    private static void requirePossible(FindInHistory query) {
        if (query.limit() < 1 || query.limit() > FindInHistory.MOST) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST, "A page has 1 to " + FindInHistory.MOST + " events");
        }
        if (query.text() != null && (query.text().isBlank() || query.text().length() > FindInHistory.LONGEST_TEXT)) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST,
                    "A text to look for has 1 to " + FindInHistory.LONGEST_TEXT + " characters");
        }
    }

    /** Rows that were inserted twice are one here, without FINAL: that would read all before the newest. */
    private List<Place> places(FindInHistory query, String workspaceId, @Nullable SearchCursor cursor, int limit) {
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder where = new StringBuilder("workspace_id = {workspace:String}");
        parameters.put("workspace", workspaceId);
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
        String key = "recorded_at DESC, aggregate_id DESC, sequence DESC";
        return index
                .query(
                        "SELECT recorded_at, aggregate_id, sequence FROM history_index WHERE " + where + " ORDER BY "
                                + key + " LIMIT 1 BY recorded_at, aggregate_id, sequence LIMIT " + limit,
                        parameters)
                .stream()
                .map(SearchQueries::place)
                .toList();
    }

    private static Place place(GenericRecord row) {
        return new Place(row.getInstant("recorded_at"), row.getString("aggregate_id"), row.getLong("sequence"));
    }

    /** What ClickHouse's times can hold; events are of no other. */
    private static String time(Instant instant) {
        Instant earliest = Instant.EPOCH;
        Instant latest = Instant.parse("2200-01-01T00:00:00Z");
        return TIME.format(instant.isBefore(earliest) ? earliest : instant.isAfter(latest) ? latest : instant);
    }

    private Map<Place, HistoryEntry> read(List<Place> places) {
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
                DomainEventMessage<?> event = find(place.sequence(), events);
                if (event != null) {
                    read.put(place, entries.of(event));
                }
                next = place.sequence() + 1;
            }
        });
        return read;
    }

    private static @Nullable DomainEventMessage<?> find(long sequence, Iterator<DomainEventMessage<?>> events) {
        while (events.hasNext()) {
            DomainEventMessage<?> event = events.next();
            if (event.getSequenceNumber() >= sequence) {
                return event;
            }
        }
        return null;
    }

    /** Whether any value in an event's fields has the text in it. */
    private static boolean says(@Nullable Object value, String text) {
        if (value instanceof Map<?, ?> fields) {
            return fields.values().stream().anyMatch(field -> says(field, text));
        }
        if (value instanceof Collection<?> items) {
            return items.stream().anyMatch(item -> says(item, text));
        }
        return value != null && containsIgnoringCase(value.toString(), text);
    }

    private static boolean containsIgnoringCase(String whole, String part) {
        return whole.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
