package io.postledger.web;

import io.postledger.api.EventCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** What stands in the log, in whichever store it is. */
final class TestLog {
    private final EventStore store;
    private final Serializer serializer;
    private final EventCatalogue catalogue = new EventCatalogue();
    private final @Nullable TrackingToken beginning;

    /** A log whose beginning is now: an Axon Server may hold what other runs left. */
    TestLog(EventStore store, Serializer serializer) {
        this.store = store;
        this.serializer = serializer;
        this.beginning = store.createHeadToken();
    }

    /** Catalogue names of an aggregate's events, oldest first. */
    List<String> names(String aggregateId) {
        return store.readEvents(aggregateId)
                .asStream()
                .map(event ->
                        catalogue.find(event.getPayloadType()).orElseThrow().name())
                .toList();
    }

    /** An aggregate's events of this type, oldest first. */
    <T> Stream<T> events(String aggregateId, Class<T> type) {
        return store.readEvents(aggregateId)
                .asStream()
                .map(DomainEventMessage::getPayload)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** Where the log ends. */
    long end() {
        TrackingToken head = store.createHeadToken();
        return head == null ? -1 : head.position().orElse(-1);
    }

    /** Payload and metadata of every event since the beginning, as they are stored. */
    List<String> texts() throws InterruptedException {
        List<String> texts = new ArrayList<>();
        long end = end();
        try (BlockingStream<TrackedEventMessage<?>> stream = store.openStream(beginning)) {
            OptionalLong position = beginning == null ? OptionalLong.empty() : beginning.position();
            while (position.isEmpty() || position.getAsLong() < end) {
                TrackedEventMessage<?> event = stream.nextAvailable();
                texts.add(text(event.serializePayload(serializer, byte[].class).getData())
                        + text(event.serializeMetaData(serializer, byte[].class).getData()));
                position = event.trackingToken().position();
            }
        }
        return texts;
    }

    private static String text(byte[] stored) {
        return new String(stored, StandardCharsets.UTF_8);
    }
}
