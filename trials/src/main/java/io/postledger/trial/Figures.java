package io.postledger.trial;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What was measured, one figure a line, and which bars it missed. */
public final class Figures {
    private final PrintStream out;
    private final boolean barsHold;
    private final List<String> missed = new ArrayList<>();

    private Figures(PrintStream out, boolean barsHold) {
        this.out = out;
        this.barsHold = barsHold;
    }

    public Figures(PrintStream out) {
        this(out, true);
    }

    /** Figures are shown and none is held to its bar: for machines that do other work at the same time. */
    public static Figures withoutBars(PrintStream out) {
        return new Figures(out, false);
    }

    public void show(String name, double value, String unit) {
        out.printf(Locale.ROOT, "%-44s %10.3f %s%n", name, value, unit);
    }

    /** Shows a figure that must not be above {@code bar}. */
    public void hold(String name, double value, String unit, double bar) {
        if (!barsHold) {
            show(name, value, unit);
            return;
        }
        boolean held = value <= bar;
        out.printf(Locale.ROOT, "%-44s %10.3f %-3s (at most %.3f%s)%n", name, value, unit, bar, held ? "" : ", missed");
        if (!held) {
            missed.add(String.format(Locale.ROOT, "%s was %.3f %s, over %.3f", name, value, unit, bar));
        }
    }

    /** Notes that something was not as it must be. */
    public void fell(String what) {
        missed.add(what);
    }

    public List<String> missed() {
        return List.copyOf(missed);
    }

    /** Prints the trial's last line; the exit code to match. */
    public int verdict(String trial) {
        out.println("trial " + trial + (missed.isEmpty() ? ": held" : ": fell short: " + String.join("; ", missed)));
        return missed.isEmpty() ? 0 : 1;
    }

    /**
     * The smallest value that at least this share of all are not above (nearest rank).
     *
     * @param share over 0, at most 1
     */
    public static double percentile(Collection<Double> values, double share) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
