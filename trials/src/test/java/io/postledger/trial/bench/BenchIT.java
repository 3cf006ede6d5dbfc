package io.postledger.trial.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.command.post.Post;
import io.postledger.trial.history.History;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bench's short form, on real stores: that it runs, and that a history is loaded as it was decided; no bar is held. */
@Timeout(value = 10 * 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BenchIT {
    private static final Bench.Size SIZE = new Bench.Size(1_500, 5, 1);
    /** What takes longer than it tells at this size is left to the long form. */
    private static final Set<String> MEASURES =
            Set.of("count", "posts", "metrics", "commands", "api", "growth", "privacy", "history");

    @TempDir
    private static Path folder;

    private static final List<DomainEventMessage<?>> DECIDED = new ArrayList<>();
    private static BenchRoom room;
    private static List<Ratio> ratios;

    @BeforeAll
    static void run() throws Exception {
        try (History history = new History(SIZE.seed(), History.workspacesFor(SIZE.events()))) {
            history.until(SIZE.events(), DECIDED::addAll);
        }
        room = new BenchRoom(folder, SIZE, null);
        ratios = new Bench(System.out, SIZE, MEASURES).run(room);
    }

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void givenShortHistory_whenMeasured_thenEveryRatioIsANumber() {
        assertThat(ratios).extracting(Ratio::name).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(10);
        assertThat(ratios)
                .allSatisfy(ratio -> assertThat(ratio.value()).as(ratio.show()).isFinite());
        assertThat(ratios)
                .filteredOn(Ratio::atLeast)
                .allSatisfy(ratio -> assertThat(ratio.value()).as(ratio.show()).isPositive());
    }

    @Test
    void givenLoadedHistory_whenReadFromTheProductsStore_thenItIsWhatWasDecided() {
        List<DomainEventMessage<?>> loaded = new ArrayList<>();
        EventStore log = room.product().bean(EventStore.class);
        DECIDED.stream()
                .map(DomainEventMessage::getAggregateIdentifier)
                .distinct()
                .forEach(id -> loaded.addAll(log.readEvents(id).asStream().toList()));

        Map<String, DomainEventMessage<?>> byId = new HashMap<>();
        loaded.forEach(event -> byId.put(event.getIdentifier(), event));
        assertThat(loaded).hasSameSizeAs(DECIDED);
        assertThat(DECIDED).allSatisfy(decided -> {
            DomainEventMessage<?> event = byId.get(decided.getIdentifier());
            assertThat(event.getPayload()).isEqualTo(decided.getPayload());
            assertThat(event.getTimestamp()).isEqualTo(decided.getTimestamp());
            assertThat(event.getMetaData()).isEqualTo(decided.getMetaData());
            assertThat(event.getType()).isEqualTo(decided.getType());
            assertThat(event.getAggregateIdentifier()).isEqualTo(decided.getAggregateIdentifier());
            assertThat(event.getSequenceNumber()).isEqualTo(decided.getSequenceNumber());
        });
    }

    @Test
    void givenLoadedHistory_whenReadInOrder_thenTheLogHasTheOrderOfTheDecisions() throws Exception {
        Set<String> ofHistory = Set.copyOf(
                DECIDED.stream().map(DomainEventMessage::getIdentifier).toList());
        List<String> order = new ArrayList<>();
        room.rawLog().read(event -> {
            String id = event.eventId();
            if (ofHistory.contains(id)) {
                order.add(id);
            }
        });

        assertThat(order)
                .containsExactlyElementsOf(
                        DECIDED.stream().map(DomainEventMessage::getIdentifier).toList());
    }

    @Test
    void givenLoadedHistory_whenItsPostsAreLoadedByTheProduct_thenEachIsAtItsLastVersion() {
        Map<String, Long> versions = new HashMap<>();
        DECIDED.stream()
                .filter(event -> event.getType().equals(Post.class.getSimpleName()))
                .forEach(event -> versions.put(event.getAggregateIdentifier(), event.getSequenceNumber()));

        assertThat(versions).isNotEmpty().allSatisfy((id, version) -> {
            DefaultUnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
            try {
                Aggregate<Post> post =
                        room.product().axon().repository(Post.class).load(id);
                assertThat(post.version()).isEqualTo(version);
            } finally {
                work.rollback();
            }
        });
    }
}
