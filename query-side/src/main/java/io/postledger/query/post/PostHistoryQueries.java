package io.postledger.query.post;

import io.postledger.api.EventCatalogue;
import io.postledger.api.MessageContext;
import io.postledger.api.post.FindPostHistory;
import io.postledger.api.post.PlannedPublication;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostHistory;
import io.postledger.api.post.PostImported;
import io.postledger.api.post.PostPublishingBegun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what happened to a post, from the log itself and so never behind it. The workspace that may see it stands in
 * the post's first event.
 */
@Component
class PostHistoryQueries {
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final EventStore log;
    private final EventCatalogue catalogue;
    /** Its defaults write times as ISO 8601 text, as the log has them. */
    private final JsonMapper json = JsonMapper.builder().build();

    PostHistoryQueries(EventStore log, EventCatalogue catalogue) {
        this.log = log;
        this.catalogue = catalogue;
    }

    @QueryHandler
    PostHistory find(FindPostHistory query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        String postId = query.postId().value();
        List<? extends DomainEventMessage<?>> post = read(postId);
        if (post.isEmpty() || !workspaceOf(post.get(0)).equals(Optional.of(workspaceId))) {
            throw PostQueries.notFound();
        }
        Stream<List<? extends DomainEventMessage<?>>> publications =
                post.stream().flatMap(PostHistoryQueries::publicationIds).map(this::read);
        List<Placed> events = Stream.concat(Stream.of(post), publications)
                .flatMap(PostHistoryQueries::placed)
                .sorted(Comparator.comparing(Placed::at))
                .toList();
        return new PostHistory(
                postId, events.stream().map(Placed::event).map(this::entry).toList());
    }

    private List<? extends DomainEventMessage<?>> read(String aggregateId) {
        return log.readEvents(aggregateId).asStream().toList();
    }

    /**
     * An event and when it can have happened at the earliest: not before those that precede it in its own stream, even
     * where a clock was set back between them.
     */
    private record Placed(DomainEventMessage<?> event, Instant at) {}

    private static Stream<Placed> placed(List<? extends DomainEventMessage<?>> stream) {
        List<Placed> placed = new ArrayList<>();
        Instant latest = Instant.MIN;
        for (DomainEventMessage<?> event : stream) {
            latest = event.getTimestamp().isAfter(latest) ? event.getTimestamp() : latest;
            placed.add(new Placed(event, latest));
        }
        return placed.stream();
    }

    private PostHistory.Entry entry(DomainEventMessage<?> event) {
        EventCatalogue.Entry stored =
                catalogue.find((Class<?>) event.getPayloadType()).orElseThrow();
        MetaData context = event.getMetaData();
        return new PostHistory.Entry(
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                stored.name(),
                stored.revision(),
                event.getTimestamp(),
                (String) context.get(MessageContext.ACTOR),
                (String) context.get(MessageContext.REQUEST_ID),
                (String) context.get(MessageContext.SOURCE),
                json.convertValue(event.getPayload(), FIELDS));
    }

    private static Optional<String> workspaceOf(DomainEventMessage<?> first) {
        if (first.getPayload() instanceof PostDrafted drafted) {
            return Optional.of(drafted.workspaceId());
        }
        return first.getPayload() instanceof PostImported imported
                ? Optional.of(imported.workspaceId())
                : Optional.empty();
    }

    private static Stream<String> publicationIds(DomainEventMessage<?> event) {
        return event.getPayload() instanceof PostPublishingBegun begun
                ? begun.publications().stream().map(PlannedPublication::publicationId)
                : Stream.empty();
    }
}
