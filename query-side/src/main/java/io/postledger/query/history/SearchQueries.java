package io.postledger.query.history;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.FindInHistory;
import io.postledger.api.history.HistoryEntry;
import io.postledger.api.history.HistoryPage;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.ReadingId;
import io.postledger.api.history.ReadingKind;
import io.postledger.history.RecordedReadings;
import io.postledger.messaging.Membership;
import io.postledger.query.history.HistoryIndex.Place;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Answers where in a workspace's history something is: found by {@link HistoryIndex}, read from the log. */
@Component
class SearchQueries {
    /** Events that a page reads to look for a text, before it says that there may be more. */
    private static final int MOST_READ = 2_000;

    private final HistoryIndex index;
    private final RecordedReadings readings;
    private final Cursors cursors = new Cursors();

    SearchQueries(
            HistoryIndex index, EventStore log, @Qualifier("queryMembership") Membership membership, Clock clock) {
        this.index = index;
        readings = new RecordedReadings(log, membership, clock);
    }

    @QueryHandler
    HistoryPage find(FindInHistory query, QueryMessage<?, ?> message) {
        requirePossible(query);
        Optional<SearchCursor> cursor = cursors.read(query.cursor(), SearchCursor.class);
        ReadingId reading = Cursors.reading(query.readingId(), cursor);
        String workspaceId = (String) message.getMetaData().get(MessageContext.WORKSPACE);
        HistoryTarget workspace = new HistoryTarget(workspaceId);
        readings.require(message.getMetaData(), ReadingKind.SEARCH, workspace, query.question(), reading);

        int most = query.text() == null ? query.limit() : MOST_READ;
        List<Place> places = index.find(query, workspaceId, cursor.orElse(null), most + 1);
        List<HistoryEntry> found = new ArrayList<>();
        int seen = 0;
        while (seen < Math.min(most, places.size()) && found.size() < query.limit()) {
            List<Place> chunk = places.subList(seen, Math.min(seen + query.limit(), Math.min(most, places.size())));
            Map<Place, HistoryEntry> read = index.read(chunk);
            for (Iterator<Place> next = chunk.iterator(); next.hasNext() && found.size() < query.limit(); seen++) {
                HistoryEntry entry = read.get(next.next());
                if (entry != null && (query.text() == null || says(entry.data(), query.text()))) {
                    found.add(entry);
                }
            }
        }
        String readingId = reading == null ? null : reading.value();
        return new HistoryPage(
                workspaceId, readingId, found, seen < places.size() ? next(places.get(seen - 1), readingId) : null);
    }

    private String next(Place last, @Nullable String readingId) {
        return cursors.written(new SearchCursor(readingId, last.at(), last.aggregateId(), last.sequence()));
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
