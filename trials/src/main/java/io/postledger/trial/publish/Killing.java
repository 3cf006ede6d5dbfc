package io.postledger.trial.publish;

import io.postledger.trial.Installation;
import io.postledger.trial.Part;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Kills the product at every step of publishing in turn, and at random moments; and the stores and the networks, now and then
 * together with the product. In an order of the seed.
 */
final class Killing {
    private static final String AT_RANDOM = "(at random)";
    private static final String BY_COMMAND = "(by command)";
    private static final Duration COMMAND_PATIENCE = Duration.ofMinutes(3);
    private static final long POLL_MILLIS = 20;
    private static final long STEP_PATIENCE_MILLIS = 45_000;
    /** Shorter than a thread waits at a step, so that the first of several is still there when the last comes. */
    private static final long OTHERS_PATIENCE_MILLIS = 8_000;
    /** While a step is waited for: somebody comes there only while there is something to publish. */
    private static final long POST_EVERY_MILLIS = 1_500;
    /** How often a step may be waited for in vain. */
    private static final int TRIES = 3;

    private final Installation installation;
    private final StepGates gates;
    private final Trouble trouble;
    private final Random random;
    private final PrintStream out;
    private final @Nullable String restart;
    private final Deque<List<String>> plan = new ConcurrentLinkedDeque<>();
    private final Map<String, Integer> points = new TreeMap<>();
    private final Map<String, Integer> inVain = new TreeMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger awaitedPosts = new AtomicInteger();
    private final List<String> planned;
    private volatile boolean over;

    Killing(
            Installation installation,
            StepGates gates,
            Trouble trouble,
            PublishSize size,
            Random random,
            PrintStream out) {
        this.installation = installation;
        this.gates = gates;
        this.trouble = trouble;
        this.random = random;
        this.out = out;
        this.restart = size.restart();
        plan.addAll(plan(size, random));
        planned = StepGates.STEPS.stream()
                .filter(step -> plan.stream().anyMatch(point -> point.contains(step)))
                .toList();
    }

    /** Every step and every part before any a second time. What is to be killed at together is one entry. */
    private static List<List<String>> plan(PublishSize size, Random random) {
        List<List<String>> all = new ArrayList<>();
        while (all.size() < size.kills()) {
            all.addAll(round(size, random));
        }
        return all.subList(0, size.kills());
    }

    /** Every step and every part once. */
    private static List<List<String>> round(PublishSize size, Random random) {
        List<String> steps = new ArrayList<>(StepGates.STEPS);
        Collections.shuffle(steps, random);
        List<List<String>> round = new ArrayList<>();
        for (int from = 0; from < steps.size(); from += size.stepsAtOnce()) {
            round.add(List.copyOf(steps.subList(from, Math.min(steps.size(), from + size.stepsAtOnce()))));
        }
        for (Part part : Part.values()) {
            round.add(List.of(part == Part.PRODUCT ? AT_RANDOM : part.name()));
        }
        if (size.restart() != null) {
            round.add(List.of(BY_COMMAND));
        }
        Collections.shuffle(round, random);
        return round;
    }

    /** Until the plan is done, or the time is over. */
    void run(long untilNanos) {
        while (!plan.isEmpty() && System.nanoTime() < untilNanos) {
            List<String> point = plan.removeFirst();
            if (StepGates.STEPS.containsAll(point)) {
                killAt(point);
            } else if (point.equals(List.of(AT_RANDOM))) {
                Pauses.millis(random.nextInt(6_000));
                kill(point, List.of(Part.PRODUCT));
            } else if (point.equals(List.of(BY_COMMAND))) {
                restart();
            } else {
                Part part = Part.valueOf(point.get(0));
                kill(point, random.nextInt(4) == 0 ? List.of(part, Part.PRODUCT) : List.of(part));
            }
        }
        gates.clear();
        over = true;
    }

    /** Kills the product while a thread of it waits at each of the steps; those that nobody comes to are left for later. */
    private void killAt(List<String> steps) {
        gates.clear();
        gates.arm(steps);
        steps.forEach(trouble::provoke);
        awaitReached(1, STEP_PATIENCE_MILLIS);
        List<String> reached = awaitReached(steps.size(), OTHERS_PATIENCE_MILLIS);
        if (!reached.isEmpty()) {
            kill(reached, List.of(Part.PRODUCT));
        }
        gates.clear();
        List<String> later = steps.stream()
                .filter(step -> !reached.contains(step))
                .filter(this::isWorthAnotherTry)
                .toList();
        if (!later.isEmpty()) {
            plan.addLast(later);
        }
    }

    private List<String> awaitReached(int count, long millis) {
        long begin = System.nanoTime();
        long waited = 0;
        for (int posts = 1; gates.reached().size() < count && waited < millis; ) {
            Pauses.millis(POLL_MILLIS);
            waited = (System.nanoTime() - begin) / 1_000_000;
            if (waited > posts * POST_EVERY_MILLIS) {
                posts++;
                awaitedPosts.incrementAndGet();
            }
        }
        return gates.reached();
    }

    private boolean isWorthAnotherTry(String step) {
        boolean again = inVain.merge(step, 1, Integer::sum) <= TRIES;
        if (!again) {
            out.println("  nobody comes to " + step);
        }
        return again;
    }

    private void restart() {
        long begin = System.nanoTime();
        try {
            Process command = new ProcessBuilder("sh", "-c", restart)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!command.waitFor(COMMAND_PATIENCE.toSeconds(), TimeUnit.SECONDS) || command.exitValue() != 0) {
                command.destroyForcibly();
                throw new IllegalStateException("The command to kill and restart did not succeed: " + restart);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        done.incrementAndGet();
        tell(List.of(BY_COMMAND), begin);
    }

    private void kill(List<String> at, List<Part> parts) {
        long begin = System.nanoTime();
        Map<Part, Long> killed = new EnumMap<>(Part.class);
        for (Part part : parts) {
            killed.put(part, installation.kill(part));
            done.incrementAndGet();
        }
        killed.forEach(installation::awaitAnother);
        tell(at, begin);
    }

    private void tell(List<String> at, long begin) {
        at.forEach(point -> points.merge(point, 1, Integer::sum));
        out.printf(
                Locale.ROOT,
                "  kill %3d  %-36s %5.1f s until ready again%n",
                done.get(),
                String.join(" ", at),
                (System.nanoTime() - begin) / 1e9);
    }

    /** Whether nothing is killed any more. */
    boolean isOver() {
        return over;
    }

    /** How much of the plan is done, from 0 to 1. */
    double progress() {
        return done.get() / Math.max(1.0, done.get() + plan.size());
    }

    /** How many posts more than planned there shall be, for steps to have somebody come there. */
    int awaitedPosts() {
        return awaitedPosts.get();
    }

    /** How many processes were killed so far. */
    int done() {
        return done.get();
    }

    int left() {
        return plan.size();
    }

    /** How often each point was one of killing. */
    Map<String, Integer> points() {
        return new TreeMap<>(points);
    }

    /** Steps that were planned, and at which the product was never killed. */
    List<String> missing() {
        return planned.stream().filter(step -> !points.containsKey(step)).toList();
    }
}
