package io.postledger.trial.history;

import io.postledger.api.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;

/** What everybody in a history shares: time, chance, names, and somebody who decides. */
final class Scene {
    private final Agenda agenda;
    private final Deciders deciders;
    private final Ids ids;
    private final Random random;
    private final Consumer<List<DomainEventMessage<?>>> decided;

    Scene(Agenda agenda, Deciders deciders, Ids ids, Random random, Consumer<List<DomainEventMessage<?>>> decided) {
        this.agenda = agenda;
        this.deciders = deciders;
        this.ids = ids;
        this.random = random;
        this.decided = decided;
    }

    Instant now() {
        return agenda.now();
    }

    void at(Instant at, Runnable action) {
        agenda.at(at, action);
    }

    void in(Duration wait, Runnable action) {
        agenda.at(now().plus(wait), action);
    }

    /** What was decided; nothing where the command was refused. */
    List<DomainEventMessage<?>> send(Sender sender, Object command) {
        return told(deciders.send(sender, command));
    }

    /** As {@link #send(Sender, Object)}, under a request's name. */
    List<DomainEventMessage<?>> send(Sender sender, Object command, String requestId) {
        return told(deciders.send(sender, command, requestId));
    }

    private List<DomainEventMessage<?>> told(List<DomainEventMessage<?>> events) {
        decided.accept(events);
        return events;
    }

    Deciders deciders() {
        return deciders;
    }

    <T> T id(String prefix, Function<String, T> type) {
        return ids.next(prefix, type);
    }

    /** Whether it happens this time. @param share of all times, 0 to 1 */
    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** From {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    Duration millis(int low, int high) {
        return Duration.ofMillis(between(low, high));
    }

    Duration minutes(int low, int high) {
        return Duration.ofSeconds(between(60 * low, 60 * high));
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
