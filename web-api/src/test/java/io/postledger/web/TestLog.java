package io.postledger.web;

import io.postledger.api.EventCatalogue;
import io.postledger.ledger.build.StoredLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** What stands in the log, in whichever store it is. */
final class TestLog {
    private final EventStore store;
    private final StoredLog stored;
    private final EventCatalogue catalogue = new EventCatalogue();
    private final long beginning;

    /** A log whose beginning is now: an Axon Server may hold what other runs left. */
    TestLog(EventStore store, StoredLog stored) {
        this.store = store;
        this.stored = stored;
        this.beginning = end();
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
    List<String> texts() throws Exception {
        List<String> texts = new ArrayList<>();
        stored.read(beginning, end(), leaf -> texts.add(text(leaf.payload()) + text(leaf.metadata())));
        return texts;
    }

    private static String text(byte[] stored) {
        return new String(stored, StandardCharsets.UTF_8);
    }
}
