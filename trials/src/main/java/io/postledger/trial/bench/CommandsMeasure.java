package io.postledger.trial.bench;

import io.postledger.trial.Figures;
import io.postledger.trial.Parallel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Commands through the bus, against the events that they left, appended once more by themselves: the same bytes to the same
 * store, a transaction each, by as many threads. The last measure: where the store is Axon Server, the copies stay in the log.
 */
final class CommandsMeasure implements Measure {
    private static final int THREADS = 8;
    /** Posts of one round, at the full size of a million events. */
    private static final int MOST_POSTS = 1_500;

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public List<Ratio> take(BenchRoom room) throws Exception {
        Newsroom newsroom = new Newsroom(room.product());
        int posts = posts(room);
        List<RawLog.Appended> commands = new ArrayList<>();
        List<RawLog.Appended> appends = new ArrayList<>();
        round(newsroom, posts);
        for (int n = 0; n < room.rounds(); n++) {
            long before = room.rawLog().last();
            commands.add(round(newsroom, posts));
            appends.add(room.rawLog().appendAgain(before, THREADS));
        }
        return List.of(
                Ratio.atLeast(
                        0.6,
                        "commands through the bus",
                        term(
                                "commands, each one event, by " + THREADS + " threads; event processors stand",
                                commands.stream().map(RawLog.Appended::rate).toList(),
                                "commands/s"),
                        term(
                                "the same bytes appended, a transaction each, by " + THREADS + " threads",
                                appends.stream().map(RawLog.Appended::rate).toList(),
                                "events/s")),
                Ratio.atMost(
                        2,
                        "the slowest hundredth of them",
                        term(
                                "p99 of the commands",
                                commands.stream().map(RawLog.Appended::p99).toList(),
                                "ms"),
                        term(
                                "p99 of the appends",
                                appends.stream().map(RawLog.Appended::p99).toList(),
                                "ms")));
    }

    private static Ratio.Term term(String name, List<Double> runs, String unit) {
        return new Ratio.Term(name, runs, unit);
    }

    /** How many of them are written in a round. */
    static int posts(BenchRoom room) {
        return (int) Math.min(MOST_POSTS, Math.max(THREADS, room.events() / 100));
    }

    static RawLog.Appended round(Newsroom newsroom, int posts) throws InterruptedException {
        Collection<Double> took = new ConcurrentLinkedQueue<>();
        double seconds = Parallel.forEach(posts, THREADS, n -> newsroom.write(took::add));
        return new RawLog.Appended(posts * Newsroom.COMMANDS / seconds, Figures.percentile(took, 0.99));
    }
}
