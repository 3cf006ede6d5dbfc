package io.postledger.trial.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What is going to happen, in the order of time; at one instant in the order in which it was planned. */
final class Agenda {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::number));
    private final HistoryClock clock;
    private long planned;

    private record Entry(Instant at, long number, Runnable action) {}

    Agenda(HistoryClock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** @param at if it has passed, now */
    void at(Instant at, Runnable action) {
        entries.add(new Entry(at.isBefore(now()) ? now() : at, planned++, action));
    }

    /** Lets the next thing happen; false where nothing is planned any more. */
    boolean next() {
        Entry entry = entries.poll();
        if (entry == null) {
            return false;
        }
        clock.moveTo(entry.at());
        entry.action().run();
        return true;
    }
}
