package io.postledger.trial.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.EventCatalogue;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final int STEP = 2_500;
    private static final int MOST = 40_000;

    private static List<DomainEventMessage<?>> events(long seed, int size) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        try (History history = new History(seed, History.workspacesFor(size))) {
            history.until(size, events::addAll);
        }
        return events;
    }

    private static String line(DomainEventMessage<?> event) {
        return String.join(
                " ",
                event.getIdentifier(),
                event.getTimestamp().toString(),
                event.getAggregateIdentifier(),
                Long.toString(event.getSequenceNumber()),
                event.getPayload().toString(),
                new TreeMap<>(event.getMetaData()).toString());
    }

    @Test
    void givenSameSeed_whenMadeTwice_thenEveryIdTimeAndWordIsTheSame() {
        assertThat(events(7, 3_000).stream().map(HistoryTest::line))
                .containsExactlyElementsOf(
                        events(7, 3_000).stream().map(HistoryTest::line).toList());
    }

    @Test
    void givenAnotherSeed_whenMade_thenItIsAnotherHistory() {
        assertThat(events(7, 300).stream().map(HistoryTest::line))
                .doesNotContainAnyElementsOf(
                        events(8, 300).stream().map(HistoryTest::line).toList());
    }

    /** But erasing: keys are the product's, and what is to be rebuilt would be gone. {@code trial forget} is for that. */
    @Test
    void givenHalfAYear_whenMade_thenEveryKindOfEventIsInIt() {
        Set<String> missing = new TreeSet<>(new EventCatalogue()
                .all().stream()
                        .map(EventCatalogue.Entry::name)
                        .filter(name -> !name.startsWith("privacy.") && !name.equals("workspace.WorkspaceClosed"))
                        .toList());
        EventCatalogue catalogue = new EventCatalogue();

        // Some come about by chance, and seldom.
        for (int seed = 1; seed <= 4 && !missing.isEmpty(); seed++) {
            try (History history = new History(seed, History.workspacesFor(MOST))) {
                for (int size = STEP; size <= MOST && !missing.isEmpty(); size += STEP) {
                    history.until(
                            size,
                            events -> events.forEach(event -> missing.remove(catalogue
                                    .find(event.getPayloadType())
                                    .orElseThrow()
                                    .name())));
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void givenHistory_whenCommandsAreSent_thenFewAreRefused() {
        try (History history = new History(3, 2)) {
            long size = history.until(12_000, events -> {});

            assertThat(history.refusals().values().stream().mapToInt(n -> n).sum())
                    .as("refusals %s", history.refusals())
                    .isLessThan((int) (size / 50));
        }
    }

    @Test
    void givenHistory_whenMade_thenTimesAreTheLogsAndNeverGoBackAndSequencesHaveNoGaps() {
        List<DomainEventMessage<?>> events = events(5, 6_000);

        assertThat(events.stream().map(DomainEventMessage::getTimestamp))
                .isSorted()
                .allSatisfy(at -> assertThat(at).isEqualTo(at.truncatedTo(ChronoUnit.MILLIS)));
        events.stream()
                .collect(Collectors.groupingBy(DomainEventMessage::getAggregateIdentifier))
                .forEach((id, ofOne) -> {
                    for (int n = 0; n < ofOne.size(); n++) {
                        assertThat(ofOne.get(n).getSequenceNumber()).as(id).isEqualTo(n);
                    }
                });
    }
}
