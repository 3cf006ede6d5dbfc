package io.postledger.trial.bench;

import io.postledger.api.post.PostId;
import io.postledger.trial.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.EventProcessor;

/**
 * What those who work with the product notice of a rebuild: how long commands take, and whether a query fails or waits when
 * the new view takes the old one's place. One person writes and reads what they wrote; one reads all the time.
 */
final class ServingMeasure implements Measure {
    private static final String PROJECTION = "posts";
    private static final Duration LEAST = Duration.ofSeconds(15);
    private static final long PAUSE = Duration.ofMillis(15).toNanos();
    /** Version of a post that a newsroom has written. */
    private static final long WRITTEN = Newsroom.COMMANDS - 1;

    /** What somebody saw while something else went on, in milliseconds. */
    private record Seen(Collection<Double> commands, Collection<Double> queries, int failed) {}

    @Override
    public String name() {
        return "serving";
    }

    @Override
    public List<Ratio> take(BenchRoom room) throws Exception {
        Newsroom newsroom = new Newsroom(room.product());
        List<Double> without = new ArrayList<>();
        List<Double> during = new ArrayList<>();
        List<Double> cold = new ArrayList<>();
        List<Double> blueGreen = new ArrayList<>();
        List<Double> paced = new ArrayList<>();
        List<Double> longest = new ArrayList<>();
        List<Double> failures = new ArrayList<>();
        PostId known = newsroom.write(took -> {});
        room.rebuild(BenchRoom.PROJECTIONS);
        for (int round = 0; round < room.rounds(); round++) {
            room.stand();
            cold.add(room.rebuild(List.of(PROJECTION)));
            room.product().processors().stream()
                    .filter(processor -> BenchRoom.PROJECTIONS.contains(processor.getName()))
                    .filter(processor -> !processor.isRunning())
                    .forEach(EventProcessor::start);
            without.add(Figures.percentile(
                    seen(newsroom, known, true, () -> LockSupport.parkNanos(LEAST.toNanos()))
                            .commands(),
                    0.99));
            Seen readers = seen(newsroom, known, false, () -> blueGreen.add(room.rebuild(List.of(PROJECTION))));
            Seen all = seen(newsroom, known, true, () -> {
                long begin = System.nanoTime();
                do {
                    paced.add(room.rebuild(List.of(PROJECTION)));
                } while (System.nanoTime() - begin < LEAST.toNanos());
            });
            during.add(Figures.percentile(all.commands(), 0.99));
            longest.add(Figures.percentile(all.queries(), 1) / 1e3);
            failures.add((double) readers.failed() + all.failed());
        }
        room.stand();
        return List.of(
                Ratio.atMost(
                        1.3,
                        "live commands' p99 during a rebuild",
                        new Ratio.Term(
                                String.format(
                                        Locale.ROOT,
                                        "while posts is built again, which then takes %.1f s",
                                        Figures.percentile(paced, 0.5)),
                                during,
                                "ms"),
                        new Ratio.Term("while nothing is", without, "ms")),
                Ratio.atMost(
                        1.2,
                        "blue/green to cold rebuild",
                        new Ratio.Term("posts while it is read", blueGreen, "s"),
                        new Ratio.Term("posts while nobody reads", cold, "s")),
                Ratio.atMost(
                        1,
                        "the switch",
                        new Ratio.Term("longest that a reader waited for what they had just written", longest, "s"),
                        new Ratio.Term("allowed", List.of(1.0), "s")),
                Ratio.atMost(
                        0,
                        "queries that failed",
                        new Ratio.Term("in all rebuilds", failures, "queries"),
                        new Ratio.Term("one", List.of(1.0), "query")));
    }

    /** @param writing whether somebody writes too, and not only reads */
    private static Seen seen(Newsroom newsroom, PostId known, boolean writing, Runnable meanwhile) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger failed = new AtomicInteger();
        Collection<Double> commands = new ConcurrentLinkedQueue<>();
        Collection<Double> queries = new ConcurrentLinkedQueue<>();
        List<Runnable> work = new ArrayList<>(List.of(() -> read(newsroom, known, queries, failed)));
        if (writing) {
            work.add(() -> read(newsroom, newsroom.write(commands::add), queries, failed));
        }
        ExecutorService people = Executors.newFixedThreadPool(work.size());
        try {
            List<? extends Future<?>> at = work.stream()
                    .map(step -> people.submit(() -> {
                        while (!over.get()) {
                            step.run();
                            LockSupport.parkNanos(PAUSE);
                        }
                    }))
                    .toList();
            meanwhile.run();
            over.set(true);
            for (Future<?> person : at) {
                person.get();
            }
        } finally {
            over.set(true);
            people.shutdown();
        }
        return new Seen(commands, queries, failed.get());
    }

    private static void read(Newsroom newsroom, PostId post, Collection<Double> queries, AtomicInteger failed) {
        long begin = System.nanoTime();
        try {
            newsroom.read(post, WRITTEN);
        } catch (RuntimeException e) {
            failed.incrementAndGet();
        }
        queries.add((System.nanoTime() - begin) / 1e6);
    }
}
