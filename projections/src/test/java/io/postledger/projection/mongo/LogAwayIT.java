package io.postledger.projection.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.privacy.KeysAwayException;
import io.postledger.embedded.testing.TestStores;
import io.postledger.projection.Generations.BuildState;
import io.postledger.projection.ProjectionRig;
import io.postledger.projection.mongo.Notes.NoteTaken;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A log that cannot be read for a while is no failure of what is built from it; one that cannot be read at all is. */
class LogAwayIT {
    private final MongoStore store =
            new MongoStore(TestStores.newMongoDatabase().uri(), Duration.ofSeconds(5));
    private final BrokenLog engine = new BrokenLog();
    private final Notes notes = new Notes(store);
    private final ProjectionRig rig = new ProjectionRig(
            store,
            new MongoClaims(store, "node", Duration.ofSeconds(10), Clock.systemUTC()),
            EmbeddedEventStore.builder().storageEngine(engine).build(),
            7,
            1);

    /** Refuses to be read from the first event while it is told to, as only a build does by then. */
    private static final class BrokenLog extends InMemoryEventStorageEngine {
        private final AtomicInteger refused = new AtomicInteger();
        private volatile String state = "";
        private final AtomicInteger unreadable = new AtomicInteger();
        private volatile boolean keysAway;

        @Override
        public Stream<? extends TrackedEventMessage<?>> readEvents(TrackingToken from, boolean mayBlock) {
            if (from == null && !state.isEmpty()) {
                refused.incrementAndGet();
                throw new EventStoreException("Not read", new SQLException("refused", state));
            }
            return super.readEvents(from, mayBlock).map(this::sealed);
        }

        /** Read as the product reads: when a handler asks for what it says. */
        private TrackedEventMessage<?> sealed(TrackedEventMessage<?> event) {
            return new GenericTrackedDomainEventMessage<>(event.trackingToken(), new Sealed(event));
        }

        private final class Sealed extends GenericDomainEventMessage<Object> {
            Sealed(EventMessage<?> event) {
                super(
                        "Note",
                        ((DomainEventMessage<?>) event).getAggregateIdentifier(),
                        ((DomainEventMessage<?>) event).getSequenceNumber(),
                        event.getPayload(),
                        event.getMetaData(),
                        event.getIdentifier(),
                        event.getTimestamp());
            }

            @Override
            public Object getPayload() {
                if (keysAway) {
                    unreadable.incrementAndGet();
                    throw new KeysAwayException("There is no key of ws_1, and there was one");
                }
                return super.getPayload();
            }
        }
    }

    @AfterEach
    void close() {
        rig.close();
        store.close();
    }

    private void begin() {
        rig.start(notes);
        for (int i = 0; i < 30; i++) {
            rig.publish("note" + i, new NoteTaken("note" + i, "first"));
        }
        rig.awaitCaughtUp();
    }

    @Test
    void givenLogAway_whenItIsBack_thenTheBuildGoesOnByItself() {
        begin();
        engine.state = "57P03";
        rig.begin("notes");
        Awaitility.await().until(() -> engine.refused.get() >= 2);
        assertThat(rig.generations().of("notes").build().state()).isEqualTo(BuildState.RUNNING);

        engine.state = "";
        rig.awaitLive("notes", 2);
        assertThat(notes.view.hash(2)).isEqualTo(notes.view.hash(1));
    }

    @Test
    void givenLogThatCannotBeRead_thenTheBuildFails() {
        begin();
        engine.state = "42P01";
        rig.begin("notes");

        Awaitility.await().until(() -> rig.generations().of("notes").build().state() == BuildState.FAILED);
    }

    /** A key that is missing where there must be one: emptiness would be shown for what was never erased. */
    @Test
    void givenKeysAwayWhileAnEventIsProjected_thenItWaitsForThem_andNothingIsSetAside() {
        begin();
        engine.keysAway = true;
        rig.publish("late", new NoteTaken("late", "first"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> engine.unreadable.get() >= 2);
        assertThat(notes.view.find("late")).isEmpty();
        assertThat(rig.letters("notes", 1)).isEmpty();

        engine.keysAway = false;
        rig.awaitCaughtUp();
        assertThat(notes.view.find("late")).isPresent();
        assertThat(rig.letters("notes", 1)).isEmpty();
    }
}
