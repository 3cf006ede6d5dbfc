package io.postledger.command.history;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.Moment;
import io.postledger.api.privacy.KeptSealed;
import io.postledger.command.Root;
import io.postledger.command.account.Account;
import io.postledger.command.history.Checkpoints.Checkpoint;
import io.postledger.command.media.Media;
import io.postledger.command.post.Post;
import io.postledger.command.publication.Publication;
import io.postledger.command.workspace.Workspace;
import io.postledger.history.EventStreams;
import java.lang.reflect.Field;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a thing again as it stood, from its events, by the handlers of the aggregate that decides on it. Commands' snapshots are not used:
 * what is shown rests on the log alone, and on what this made of it before (see {@link Checkpoints}), which is forgotten after ten
 * minutes, so that nothing outlives what is erased.
 */
final class Replays {
    private static final Map<HistoryTarget.Kind, Class<? extends Root>> AGGREGATES = Map.of(
            HistoryTarget.Kind.POST, Post.class,
            HistoryTarget.Kind.PUBLICATION, Publication.class,
            HistoryTarget.Kind.ACCOUNT, Account.class,
            HistoryTarget.Kind.MEDIA, Media.class,
            HistoryTarget.Kind.WORKSPACE, Workspace.class);
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final byte[] NOTHING_YET = {'{', '}'};

    /** Which requests it answers again is of no thing's state, and may be as long as its history. */
    @JsonIgnoreProperties("handledRequests")
    private interface WithoutRequests {}

    /** A thing after one of its events. */
    record Replayed(DomainEventMessage<?> event, Map<String, Object> state) {}

    private final EventStreams streams;
    private final ParameterResolverFactory parameters;
    private final HandlerDefinition handlers;
    private final Clock clock;
    private final Map<Class<?>, AggregateModel<?>> models = new ConcurrentHashMap<>();
    private final JsonMapper json =
            JsonMapper.builder().addMixIn(Root.class, WithoutRequests.class).build();
    private final Cache<String, Checkpoints> checkpoints = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .<String, Checkpoints>weigher((id, known) -> known.bytes())
            .expireAfterWrite(KEPT)
            .build();

    Replays(EventStreams streams, ParameterResolverFactory parameters, HandlerDefinition handlers, Clock clock) {
        this.streams = streams;
        this.parameters = parameters;
        this.handlers = handlers;
        this.clock = clock;
    }

    /**
     * Rejected: VERSION_AFTER_LAST, INSTANT_IN_FUTURE, INSTANT_BEFORE_FIRST_EVENT, INVALID_ID (nothing is decided on it by itself).
     *
     * @param target one that there is
     * @param lastVersion its newest
     */
    Replayed at(HistoryTarget target, Moment moment, long lastVersion) {
        Class<? extends Root> type = AGGREGATES.get(target.kind());
        if (type == null) {
            throw new RejectedException(
                    RejectionCode.INVALID_ID, "A member has no state of their own: the workspace's has its members");
        }
        if (moment.at() != null) {
            return at(type, target.value(), moment.at());
        }
        long version = moment.version() == null ? lastVersion : moment.version();
        if (version > lastVersion) {
            throw new RejectedException(
                    RejectionCode.VERSION_AFTER_LAST,
                    "It has no such version yet; the last is " + lastVersion,
                    Map.of("last", Long.toString(lastVersion)));
        }
        return replay(type, target.value(), known -> known.version() <= version, (event, latest) -> event <= version)
                .orElseThrow(target::notFound);
    }

    private Replayed at(Class<? extends Root> type, String id, Instant at) {
        if (at.isAfter(clock.instant())) {
            throw new RejectedException(RejectionCode.INSTANT_IN_FUTURE, "Nothing is known of then yet");
        }
        return replay(type, id, known -> !known.latest().isAfter(at), (event, latest) -> !latest.isAfter(at))
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.INSTANT_BEFORE_FIRST_EVENT, "It did not exist yet at this instant"));
    }

    /** Whether an event is still in what is looked for. */
    private interface Within {
        /** @param latest the latest time up to and with the event: a clock that was set back reorders nothing */
        boolean test(long sequence, Instant latest);
    }

    private <T extends Root> Optional<Replayed> replay(
            Class<T> type, String id, Predicate<Checkpoint> before, Within within) {
        AggregateModel<T> model = model(type);
        Checkpoints known = checkpoints.get(id, none -> Checkpoints.NONE);
        Checkpoints extended = known;
        Optional<Checkpoint> start = known.last(before);
        T root = json.readValue(start.map(Checkpoint::state).orElse(NOTHING_YET), type);
        Instant latest = start.map(Checkpoint::latest).orElse(Instant.MIN);
        DomainEventMessage<?> last = null;
        Iterator<DomainEventMessage<?>> events =
                streams.from(id, start.map(Checkpoint::version).orElse(-1L) + 1);
        while (events.hasNext()) {
            DomainEventMessage<?> event = events.next();
            Instant reached = event.getTimestamp().isAfter(latest) ? event.getTimestamp() : latest;
            if (!within.test(event.getSequenceNumber(), reached)) {
                break;
            }
            model.publish(event, root);
            latest = reached;
            last = event;
            if (extended.lacks(event.getSequenceNumber())) {
                extended =
                        extended.with(new Checkpoint(event.getSequenceNumber(), latest, json.writeValueAsBytes(root)));
            }
        }
        if (extended != known) {
            checkpoints.put(id, extended);
        }
        return Optional.<DomainEventMessage<?>>ofNullable(last)
                .or(() -> start.flatMap(checkpoint -> streams.at(id, checkpoint.version())))
                .map(event -> new Replayed(event, state(root)));
    }

    /** All fields; of what is kept sealed, which in the aggregate is a record of its own, each by itself. */
    private Map<String, Object> state(Root root) {
        Map<String, Object> state = json.convertValue(root, FIELDS);
        for (Field field : root.getClass().getDeclaredFields()) {
            if (field.getType().isAnnotationPresent(KeptSealed.class)) {
                Map<String, Object> kept = json.convertValue(state.remove(field.getName()), FIELDS);
                if (kept != null) {
                    state.putAll(kept);
                }
            }
        }
        return state;
    }

    @SuppressWarnings("unchecked") // By its own class.
    private <T> AggregateModel<T> model(Class<T> type) {
        return (AggregateModel<T>) models.computeIfAbsent(
                type, t -> AnnotatedAggregateMetaModelFactory.inspectAggregate(t, parameters, handlers));
    }

    /** What JSON has as a value of some type. */
    <T> T as(@Nullable Object value, TypeReference<T> type) {
        return json.convertValue(value, type);
    }
}
