package io.postledger.trial.rebuild;

import io.postledger.trial.ApiException;
import io.postledger.trial.HttpApi;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Work all the time, each a request after another: one drafts and edits and looks at what came of it, one reads posts, one lists. */
final class People {
    private static final long PAUSE = Duration.ofMillis(15).toNanos();
    private static final int EDITS = 3;
    private static final int PAGE = 100;

    private final HttpApi http;
    private final String path;
    private final long seed;
    private final Sightings sightings = new Sightings();
    private final Collection<String> failures = new ConcurrentLinkedQueue<>();

    /** @param workspace in which they all may write */
    People(HttpApi http, String workspace, long seed) {
        this.http = http;
        this.path = "/api/workspaces/" + workspace + "/posts";
        this.seed = seed;
    }

    /**
     * How long they waited, in milliseconds.
     *
     * @param ownReads for what they had just written
     * @param reads for what others had
     */
    record Waits(Collection<Double> commands, Collection<Double> ownReads, Collection<Double> reads) {
        static Waits none() {
            return new Waits(
                    new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
        }

        List<Double> allReads() {
            List<Double> all = new ArrayList<>(ownReads);
            all.addAll(reads);
            return all;
        }
    }

    /** Has them work as long as something else goes on. */
    Waits during(Runnable meanwhile) throws InterruptedException {
        Waits waits = Waits.none();
        AtomicBoolean over = new AtomicBoolean();
        write(waits, new Random(seed));
        ExecutorService people = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> working = List.of(
                    people.submit(() -> repeat(over, new Random(seed + 1), random -> write(waits, random))),
                    people.submit(() -> repeat(over, new Random(seed + 2), random -> readAny(waits, random))),
                    people.submit(() -> repeat(over, new Random(seed + 3), random -> list(waits))));
            meanwhile.run();
            over.set(true);
            for (Future<?> each : working) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("One of the people: " + e.getCause().getMessage(), e.getCause());
        } finally {
            over.set(true);
            people.shutdown();
        }
        return waits;
    }

    private interface Work {
        void once(Random random);
    }

    private static void repeat(AtomicBoolean over, Random random, Work work) {
        while (!over.get()) {
            work.once(random);
            LockSupport.parkNanos(PAUSE);
        }
    }

    private void write(Waits waits, Random random) {
        HttpApi.Written post = timed(waits.commands(), () -> http.post(path, content("Drafted", random), null));
        for (int edit = 0; post != null; edit++) {
            read(waits.ownReads(), post.id(), "?atLeastVersion=" + post.version());
            if (edit == EDITS) {
                return;
            }
            String id = post.id();
            post = timed(
                    waits.commands(), () -> http.put(path + "/" + id + "/content", content("Edited", random), null));
        }
    }

    private static Map<String, Object> content(String what, Random random) {
        return Map.of("text", what + " during the trial: " + random.nextLong(), "targets", List.of());
    }

    private void readAny(Waits waits, Random random) {
        List<String> known = new ArrayList<>(sightings.soFar().keySet());
        read(waits.reads(), known.get(random.nextInt(known.size())), "");
    }

    private void read(Collection<Double> took, String id, String which) {
        Map<String, Long> before = sightings.soFar();
        JsonNode post = timed(took, () -> post(id, which));
        if (post != null) {
            sightings.one(id, post, before);
        }
    }

    private JsonNode post(String id, String which) {
        try {
            return http.get(path + "/" + id + which);
        } catch (ApiException e) {
            if (e.code().equals("POST_NOT_FOUND")) {
                return MissingNode.getInstance();
            }
            throw e;
        }
    }

    private void list(Waits waits) {
        Map<String, Long> before = sightings.soFar();
        JsonNode page = timed(waits.reads(), () -> http.get(path + "?limit=" + PAGE));
        if (page != null) {
            sightings.list(page, before);
        }
    }

    /** Null where it failed. */
    private <T> @Nullable T timed(Collection<Double> took, Supplier<T> call) {
        long begin = System.nanoTime();
        try {
            return call.get();
        } catch (ApiException | UncheckedIOException e) {
            failures.add(String.valueOf(e.getMessage()));
            return null;
        } finally {
            took.add((System.nanoTime() - begin) / 1e6);
        }
    }

    /** What was refused or not answered. */
    Collection<String> failures() {
        return failures;
    }

    /** What was seen that cannot be: an older version than before, or no post where there had been one. */
    Collection<String> backInTime() {
        return sightings.backInTime();
    }
}
