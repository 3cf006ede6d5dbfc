package io.postledger.command.history;

import io.postledger.api.EventCatalogue;
import io.postledger.api.MessageContext;
import io.postledger.api.history.FindDifference;
import io.postledger.api.history.FindState;
import io.postledger.api.history.HistoricState;
import io.postledger.api.history.HistoricState.RenderedContent;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.Moment;
import io.postledger.api.history.ReadingId;
import io.postledger.api.history.ReadingKind;
import io.postledger.api.history.StateDifference;
import io.postledger.api.media.Attachment;
import io.postledger.api.post.PostTarget;
import io.postledger.history.EventStreams;
import io.postledger.history.HistoryEntries;
import io.postledger.history.RecordedReadings;
import io.postledger.messaging.Membership;
import io.postledger.platform.rules.Content;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Answers how things stood: the one question that only the code that decides on them can answer. */
@Component
class StateQueries {
    private static final TypeReference<List<PostTarget>> TARGETS = new TypeReference<>() {};
    private static final TypeReference<List<Attachment>> MEDIA = new TypeReference<>() {};

    private final EventStreams streams;
    private final HistoryEntries entries;
    private final RecordedReadings readings;
    private final Replays replays;

    StateQueries(
            EventStore log,
            EventCatalogue catalogue,
            @Qualifier("commandMembership") Membership membership,
            ParameterResolverFactory parameters,
            HandlerDefinition handlers,
            Clock clock) {
        entries = new HistoryEntries(catalogue);
        streams = new EventStreams(log, entries);
        readings = new RecordedReadings(log, membership, clock);
        replays = new Replays(streams, parameters, handlers, clock);
    }

    @QueryHandler
    HistoricState find(FindState query, QueryMessage<?, ?> message) {
        return state(query.target(), query.moment(), query.readingId(), message.getMetaData());
    }

    @QueryHandler
    StateDifference find(FindDifference query, QueryMessage<?, ?> message) {
        HistoricState from = state(query.target(), query.from(), query.readingId(), message.getMetaData());
        HistoricState to = state(query.target(), query.to(), query.readingId(), message.getMetaData());
        return new StateDifference(
                from.target(), from.readingId(), from.version(), to.version(), new Differences().between(from, to));
    }

    private HistoricState state(HistoryTarget target, Moment moment, @Nullable ReadingId reading, MetaData context) {
        readings.require(context, ReadingKind.STATES, target, null, reading);
        long lastVersion = streams.requireIn((String) context.get(MessageContext.WORKSPACE), target);
        Replays.Replayed replayed = replays.at(target, moment, lastVersion);
        return new HistoricState(
                target.value(),
                reading == null ? null : reading.value(),
                replayed.event().getSequenceNumber(),
                Math.max(lastVersion, replayed.event().getSequenceNumber()),
                entries.of(replayed.event()),
                replayed.state(),
                target.kind() == HistoryTarget.Kind.POST ? contents(replayed.state()) : List.of());
    }

    /** As connectors get it: see {@link Content}. */
    private List<RenderedContent> contents(Map<String, Object> post) {
        String text = (String) post.get("text");
        List<Attachment> media = replays.as(post.get("media"), MEDIA);
        return replays.as(post.get("targets"), TARGETS).stream()
                .map(target -> {
                    Content content = new Content(text, media, target.options());
                    return new RenderedContent(
                            target.accountId(), target.platform(), content.text(), content.media(), content.options());
                })
                .toList();
    }
}
