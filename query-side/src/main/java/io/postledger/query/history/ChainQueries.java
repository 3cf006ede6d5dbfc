package io.postledger.query.history;

import io.postledger.api.EventCatalogue;
import io.postledger.api.MessageContext;
import io.postledger.api.history.FindChain;
import io.postledger.api.history.FindInHistory;
import io.postledger.api.history.HistoryEntry;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.PostChain;
import io.postledger.api.history.PostChain.Attempt;
import io.postledger.api.history.PostChain.Delivery;
import io.postledger.api.history.PostChain.Reading;
import io.postledger.api.history.ReadingKind;
import io.postledger.api.metrics.MetricsIngested;
import io.postledger.api.post.PlannedPublication;
import io.postledger.api.post.PostImported;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.history.EventStreams;
import io.postledger.history.HistoryEntries;
import io.postledger.history.RecordedReadings;
import io.postledger.messaging.Membership;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Answers what became of a post: from the decision to publish to what was counted, from the log. */
@Component
class ChainQueries {
    /** After the event with which publishing begins come its end, and perhaps that it is deleted. */
    private static final int AFTER_BEGUN = 2;

    private static final int MOST_BATCHES = 200;

    private final HistoryIndex index;
    private final EventStreams streams;
    private final HistoryEntries entries;
    private final RecordedReadings readings;

    ChainQueries(
            HistoryIndex index,
            EventStore log,
            EventCatalogue catalogue,
            @Qualifier("queryMembership") Membership membership,
            Clock clock) {
        this.index = index;
        entries = new HistoryEntries(catalogue);
        streams = new EventStreams(log, entries);
        readings = new RecordedReadings(log, membership, clock);
    }

    @QueryHandler
    PostChain find(FindChain query, QueryMessage<?, ?> message) {
        HistoryTarget post = new HistoryTarget(query.postId().value());
        readings.require(message.getMetaData(), ReadingKind.EVENTS, post, null, query.readingId());
        String workspaceId = (String) message.getMetaData().get(MessageContext.WORKSPACE);
        long last = streams.requireIn(workspaceId, post);
        String readingId = query.readingId() == null ? null : query.readingId().value();
        Optional<DomainEventMessage<?>> begun = begun(post.value(), last);
        if (begun.isEmpty()) {
            return new PostChain(post.value(), readingId, null, List.of(), false);
        }
        List<DomainEventMessage<?>> batches = new ArrayList<>();
        FindInHistory ofPost = new FindInHistory(
                null, "metrics.MetricsIngested", post, null, null, null, null, null, FindInHistory.MOST);
        List<HistoryIndex.Place> places = index.find(ofPost, workspaceId, null, MOST_BATCHES + 1);
        places.stream()
                .limit(MOST_BATCHES)
                .forEach(place ->
                        streams.at(place.aggregateId(), place.sequence()).ifPresent(batches::add));
        // The newest are looked up, and told in the order of all the rest.
        Collections.reverse(batches);
        List<Delivery> deliveries = planned(begun.get().getPayload()).stream()
                .map(planned -> new Delivery(
                        planned.publicationId(),
                        planned.accountId(),
                        planned.platform(),
                        attempts(planned.publicationId()),
                        readings(planned.publicationId(), batches)))
                .toList();
        return new PostChain(
                post.value(), readingId, entries.of(begun.get()), deliveries, places.size() > MOST_BATCHES);
    }

    /** However long the post's history is: it is imported first, or begins to be published last. */
    private Optional<DomainEventMessage<?>> begun(String postId, long last) {
        Iterator<DomainEventMessage<?>> newest = streams.from(postId, Math.max(0, last - AFTER_BEGUN));
        while (newest.hasNext()) {
            DomainEventMessage<?> event = newest.next();
            if (event.getPayload() instanceof PostPublishingBegun) {
                return Optional.of(event);
            }
        }
        return streams.at(postId, 0).filter(first -> first.getPayload() instanceof PostImported);
    }

    private static List<PlannedPublication> planned(Object begun) {
        if (begun instanceof PostImported imported) {
            return List.of(new PlannedPublication(
                    imported.publicationId(), imported.accountId(), imported.platform(), Map.of()));
        }
        return ((PostPublishingBegun) begun).publications();
    }

    private List<Attempt> attempts(String publicationId) {
        Map<Integer, List<HistoryEntry>> byNumber = new TreeMap<>();
        int number = 0;
        for (Iterator<DomainEventMessage<?>> events = streams.from(publicationId, 0); events.hasNext(); ) {
            HistoryEntry entry = entries.of(events.next());
            number = Math.max(number, entry.data().get("attempt") instanceof Integer attempt ? attempt : 0);
            byNumber.computeIfAbsent(number, none -> new ArrayList<>()).add(entry);
        }
        return byNumber.entrySet().stream()
                .map(attempt -> new Attempt(attempt.getKey(), attempt.getValue()))
                .toList();
    }

    private static List<Reading> readings(String publicationId, List<DomainEventMessage<?>> batches) {
        return batches.stream()
                .flatMap(event -> ((MetricsIngested) event.getPayload())
                        .readings().stream()
                                .filter(reading -> reading.publicationId().equals(publicationId))
                                .map(reading -> new Reading(
                                        event.getAggregateIdentifier(),
                                        event.getIdentifier(),
                                        event.getTimestamp(),
                                        reading.observedAt(),
                                        reading.counters())))
                .toList();
    }
}
