package io.postledger.query.history;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.FindThings;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.ReadingId;
import io.postledger.api.history.ReadingKind;
import io.postledger.api.history.ThingPage;
import io.postledger.history.RecordedReadings;
import io.postledger.messaging.Membership;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Answers what a workspace had at an instant. How each of these things stood, the command side knows. */
@Component
class ThingQueries {
    private final HistoryIndex index;
    private final RecordedReadings readings;
    private final Cursors cursors = new Cursors();

    ThingQueries(HistoryIndex index, EventStore log, @Qualifier("queryMembership") Membership membership, Clock clock) {
        this.index = index;
        readings = new RecordedReadings(log, membership, clock);
    }

    /** @param after id of the last thing of the page before */
    private record ThingCursor(@Nullable String reading, String after) implements Cursors.PageCursor {
        ThingCursor {
            if (after == null) {
                throw Cursors.invalid();
            }
        }
    }

    @QueryHandler
    ThingPage find(FindThings query, QueryMessage<?, ?> message) {
        if (query.limit() < 1 || query.limit() > FindThings.MOST) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST, "A page has 1 to " + FindThings.MOST + " things");
        }
        Optional<ThingCursor> cursor = cursors.read(query.cursor(), ThingCursor.class);
        ReadingId reading = Cursors.reading(query.readingId(), cursor);
        String workspaceId = (String) message.getMetaData().get(MessageContext.WORKSPACE);
        readings.require(message.getMetaData(), ReadingKind.STATES, new HistoryTarget(workspaceId), null, reading);
        List<String> found = index.idsAt(
                workspaceId,
                query.kind().prefix() + "_",
                query.at(),
                cursor.map(ThingCursor::after).orElse(""),
                query.limit() + 1);
        List<HistoryTarget> page =
                found.stream().limit(query.limit()).map(HistoryTarget::new).toList();
        String readingId = reading == null ? null : reading.value();
        return new ThingPage(
                readingId,
                page,
                found.size() > page.size()
                        ? cursors.written(new ThingCursor(
                                readingId, page.get(page.size() - 1).value()))
                        : null);
    }
}
