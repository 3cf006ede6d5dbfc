package io.postledger.trial.history;

import io.postledger.api.Ids;
import io.postledger.api.RejectionCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * Months of use, made up: what people, networks and processes do is drawn from a seed; what comes of it is decided by the
 * product's own aggregates, command by command in the order of time. The same seed and number of workspaces give the same
 * events, with the same ids and times, on every machine.
 *
 * <p>While it goes on it sets the clock of all of Axon's events in this JVM: nothing else may make any. For one thread.
 */
public final class History implements AutoCloseable {
    /** Of everybody in a history. */
    public static final String PASSWORD = "history of postledger";

    private static final Instant START = Instant.parse("2025-01-06T00:00:00Z");
    /** What one workspace leaves in about half a year. */
    private static final int EVENTS_OF_WORKSPACE = 6_000;

    private static final Duration FOUNDING = Duration.ofDays(2);

    private final Agenda agenda;
    private final Deciders deciders;
    private final List<Member> people = new ArrayList<>();
    private Consumer<List<DomainEventMessage<?>>> reader = events -> {};
    private long events;

    /** @param workspaces how many there are; see {@link #workspacesFor} */
    public History(long seed, int workspaces) {
        Random random = new Random(seed);
        HistoryClock clock = new HistoryClock(START);
        Ids ids = new Ids(clock, random);
        agenda = new Agenda(clock);
        deciders = new Deciders(
                clock,
                ids,
                random,
                person -> people.add(new Member(person.userId(), person.email(), person.displayName())));
        Scene scene = new Scene(agenda, deciders, ids, random, decided -> {
            events += decided.size();
            if (!decided.isEmpty()) {
                reader.accept(decided);
            }
        });
        for (int n = 0; n < workspaces; n++) {
            int number = n;
            Duration wait = FOUNDING.multipliedBy(n).dividedBy(workspaces);
            agenda.at(START.plus(wait), () -> new WorkspaceLife(scene, number).begin());
        }
    }

    /** So many that a history of this size is about half a year of each. */
    public static int workspacesFor(long events) {
        return Math.toIntExact(Math.max(1, events / EVENTS_OF_WORKSPACE));
    }

    /**
     * Goes on until there are so many events in all, or a few more: what one moment brings is never cut.
     *
     * @param reader gets what each command made, in the order of the log
     * @return how many events there are in all
     */
    public long until(long size, Consumer<List<DomainEventMessage<?>>> reader) {
        this.reader = reader;
        deciders.inTheirTime(() -> {
            while (events < size && agenda.next()) {
                // Each step tells the reader what came of it.
            }
        });
        return events;
    }

    /** Everybody who has registered so far. */
    public List<Member> people() {
        return List.copyOf(people);
    }

    /** How often commands were refused so far, by code: as in life, not all that people try is possible. */
    public Map<RejectionCode, Integer> refusals() {
        return deciders.refusals();
    }

    @Override
    public void close() {
        deciders.close();
    }
}
