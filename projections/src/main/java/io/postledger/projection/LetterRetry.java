package io.postledger.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;

/**
 * Has the letters of one generation handled again, in the order of the log. What succeeds is written into that generation, as late as
 * it comes, without its position; a crash before the letter is removed has it written again, which changes nothing.
 */
final class LetterRetry {
    /** Letters of one write; whoever feeds the generation waits for it. */
    private static final int CHUNK = 100;

    /** @param timeIsOver whether some were not tried */
    record Outcome(int takenIn, boolean timeIsOver) {}

    private final ProjectionRegistry.Entry entry;
    private final Configuration configuration;
    private final ProjectionHandlers handlers;

    LetterRetry(ProjectionRegistry.Entry entry, Configuration configuration) {
        this.entry = entry;
        this.configuration = configuration;
        handlers = new ProjectionHandlers(entry, configuration);
    }

    /**
     * Retries letters until each is taken in or stands behind one that failed again, or the time is over.
     *
     * @param wanted of which sequences
     */
    Outcome run(int generation, Predicate<String> wanted, Duration atMost) throws Exception {
        long deadline = System.nanoTime() + atMost.toNanos();
        Set<String> failed = new HashSet<>();
        int takenIn = 0;
        while (System.nanoTime() < deadline) {
            entry.letters().lock(generation);
            try {
                List<Letter> stored = entry.letters().box(generation).all();
                List<Letter> next = stored.stream()
                        .filter(letter -> wanted.test(letter.sequence()) && !failed.contains(letter.sequence()))
                        .limit(CHUNK)
                        .toList();
                if (next.isEmpty()) {
                    return new Outcome(takenIn, false);
                }
                List<Letter> left = retry(generation, next);
                left.forEach(letter -> failed.add(letter.sequence()));
                takenIn += next.size() - left.size();
            } finally {
                entry.letters().unlock(generation);
            }
        }
        return new Outcome(takenIn, true);
    }

    /** Answers those that are letters still. */
    private List<Letter> retry(int generation, List<Letter> letters) throws Exception {
        ProjectionSegment segment = new ProjectionSegment(entry.name(), generation, 0);
        HeldSequences held = new HeldSequences(List.of());
        handlers.handle(events(letters), batch -> batch.hold(held), batch -> {
            batch.prepare(entry.letters(), segment);
            batch.writes().values().forEach(writes -> writes.write(segment, null));
        });
        Map<String, Letter> left = new HashMap<>();
        held.added().forEach(letter -> left.put(letter.key(), letter));
        LetterBox box = entry.letters().box(generation);
        box.remove(letters.stream()
                .filter(letter -> !left.containsKey(letter.key()))
                .toList());
        box.put(letters.stream()
                .filter(letter ->
                        left.containsKey(letter.key()) && left.get(letter.key()).cause() != null)
                .map(letter -> letter.failedAgain(left.get(letter.key()).cause()))
                .toList());
        return List.copyOf(left.values());
    }

    private List<TrackedEventMessage<?>> events(List<Letter> letters) {
        List<TrackedEventMessage<?>> events = new ArrayList<>();
        letters.forEach(letter -> events.add(event(configuration, letter)));
        return events;
    }

    /** The event that a letter stands for, from the log. */
    static TrackedEventMessage<?> event(Configuration configuration, Letter letter) {
        EventSource source = letter.source();
        DomainEventStream events = configuration.eventStore().readEvents(source.aggregateId(), source.sequence());
        DomainEventMessage<?> event = events.hasNext() ? events.next() : null;
        if (event == null || event.getSequenceNumber() != source.sequence()) {
            throw new IllegalStateException("The log has no event " + source);
        }
        return EventUtils.asTrackedEventMessage(event, new GlobalSequenceTrackingToken(source.position()));
    }
}
