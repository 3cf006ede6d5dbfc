package io.postledger.trial.publish;

import io.postledger.trial.Installation;
import io.postledger.trial.Part;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills the product at every step of publishing in turn, and at random moments; and the stores and the networks, now and then
 * together with the product. In an order of the seed.
 */
final class Killing {
    private static final String AT_RANDOM = "(at random)";
    private static final long STEP_PATIENCE_MILLIS = 45_000;
    private static final long POLL_MILLIS = 20;
    /** How often a step may be tried in vain. */
    private static final int TRIES = 3;

    private final Installation installation;
    private final StepGates gates;
    private final Trouble trouble;
    private final Random random;
    private final PrintStream out;
    private final Deque<String> plan = new ArrayDeque<>();
    private final Map<String, Integer> points = new TreeMap<>();
    private final Map<String, Integer> inVain = new TreeMap<>();
    private final AtomicInteger done = new AtomicInteger();

    Killing(Installation installation, StepGates gates, Trouble trouble, int kills, Random random, PrintStream out) {
        this.installation = installation;
        this.gates = gates;
        this.trouble = trouble;
        this.random = random;
        this.out = out;
        plan.addAll(plan(kills, random));
    }

    /** Each step and each part as evenly as it goes: of every fifteen kills or so ten at steps, four of other parts. */
    private static List<String> plan(int kills, Random random) {
        List<String> round = new ArrayList<>(StepGates.STEPS);
        for (Part part : Part.values()) {
            round.add(part == Part.PRODUCT ? AT_RANDOM : part.name());
        }
        List<String> all = new ArrayList<>();
        while (all.size() < kills) {
            List<String> next = new ArrayList<>(round);
            Collections.shuffle(next, random);
            all.addAll(next);
        }
        return all.subList(0, Math.max(kills, 0));
    }

    /** Until the plan is done, or the time is over. */
    void run(long untilNanos) {
        while (!plan.isEmpty() && System.nanoTime() < untilNanos) {
            String point = plan.removeFirst();
            if (StepGates.STEPS.contains(point)) {
                killAt(point);
            } else if (point.equals(AT_RANDOM)) {
                Pauses.millis(random.nextInt(6_000));
                kill(point, List.of(Part.PRODUCT));
            } else {
                Part part = Part.valueOf(point);
                kill(point, random.nextInt(4) == 0 ? List.of(part, Part.PRODUCT) : List.of(part));
            }
        }
        gates.clear();
    }

    private void killAt(String step) {
        gates.clear();
        gates.arm(List.of(step));
        trouble.provoke(step);
        long begin = System.nanoTime();
        while (gates.reached().isEmpty()) {
            if ((System.nanoTime() - begin) / 1_000_000 > STEP_PATIENCE_MILLIS) {
                gates.clear();
                notReached(step);
                return;
            }
            Pauses.millis(POLL_MILLIS);
        }
        kill(step, List.of(Part.PRODUCT));
    }

    private void notReached(String step) {
        int tries = inVain.merge(step, 1, Integer::sum);
        out.printf(Locale.ROOT, "  nobody came to %s%n", step);
        if (tries < TRIES) {
            plan.addLast(step);
        }
    }

    private void kill(String point, List<Part> parts) {
        long begin = System.nanoTime();
        for (Part part : parts) {
            done.incrementAndGet();
            long pid = installation.kill(part);
            installation.awaitAnother(part, pid);
        }
        points.merge(point, 1, Integer::sum);
        out.printf(
                Locale.ROOT,
                "  kill %3d  %-12s %5.1f s until ready again%n",
                done.get(),
                point,
                (System.nanoTime() - begin) / 1e9);
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

    /** Steps at which the product was never killed. */
    List<String> missing() {
        return StepGates.STEPS.stream().filter(step -> !points.containsKey(step)).toList();
    }
}
