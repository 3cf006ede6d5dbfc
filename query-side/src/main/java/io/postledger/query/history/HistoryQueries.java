package io.postledger.query.history;

import io.postledger.api.EventCatalogue;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.FindHistory;
import io.postledger.api.history.HistoryEntry;
import io.postledger.api.history.HistoryPage;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.ReadingId;
import io.postledger.api.history.ReadingKind;
import io.postledger.history.EventStreams;
import io.postledger.history.HistoryEntries;
import io.postledger.history.RecordedReadings;
import io.postledger.messaging.Membership;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Answers what happened to a thing, from the log itself and so never behind it. A page costs what it holds, however long the history. */
@Component
class HistoryQueries {
    private final EventStreams streams;
    private final HistoryEntries entries;
    private final RecordedReadings readings;
    private final Cursors cursors = new Cursors();

    HistoryQueries(
            EventStore log,
            EventCatalogue catalogue,
            @Qualifier("queryMembership") Membership membership,
            Clock clock) {
        entries = new HistoryEntries(catalogue);
        streams = new EventStreams(log, entries);
        readings = new RecordedReadings(log, membership, clock);
    }

    @QueryHandler
    HistoryPage find(FindHistory query, QueryMessage<?, ?> message) {
        if (query.limit() < 1 || query.limit() > FindHistory.MOST) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST, "A page has 1 to " + FindHistory.MOST + " events");
        }
        HistoryTarget target = query.target();
        Optional<HistoryCursor> cursor = cursors.read(query.cursor(), HistoryCursor.class);
        if (cursor.filter(read -> !read.target().equals(target.value())).isPresent()) {
            throw Cursors.invalid();
        }
        ReadingId reading = Cursors.reading(query.readingId(), cursor);
        readings.require(message.getMetaData(), ReadingKind.EVENTS, target, null, reading);
        String workspaceId = (String) message.getMetaData().get(MessageContext.WORKSPACE);
        boolean isMember = target.kind() == HistoryTarget.Kind.MEMBER;
        if (!isMember) {
            streams.requireIn(workspaceId, target);
        }
        Lanes lanes = new Lanes(streams, target, workspaceId, cursor);
        List<HistoryEntry> page = new ArrayList<>();
        while (page.size() < query.limit() && lanes.hasNext()) {
            DomainEventMessage<?> event = lanes.next();
            if (!isMember || target.value().equals(entries.fields(event).get("userId"))) {
                page.add(entries.of(event));
            }
        }
        if (page.isEmpty() && cursor.isEmpty()) {
            throw target.notFound();
        }
        String readingId = reading == null ? null : reading.value();
        return new HistoryPage(
                target.value(), readingId, page, lanes.hasNext() ? cursors.written(lanes.cursor(readingId)) : null);
    }
}
