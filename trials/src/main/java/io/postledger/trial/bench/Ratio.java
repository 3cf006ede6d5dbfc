package io.postledger.trial.bench;

import io.postledger.trial.Figures;
import java.util.List;
import java.util.Locale;

/**
 * Two terms that were measured in turn in one run, and how the first must stand to the second.
 *
 * @param above what is tried
 * @param below what it is held against
 * @param atLeast whether the bar is the least that holds, and not the most
 */
record Ratio(String name, Term above, Term below, double bar, boolean atLeast) {
    /**
     * One side of a ratio.
     *
     * @param runs at least one; the median counts
     */
    record Term(String name, List<Double> runs, String unit) {
        Term {
            runs = List.copyOf(runs);
        }

        double median() {
            return Figures.percentile(runs, 0.5);
        }

        private String show() {
            return String.format(Locale.ROOT, "%,.4g %s", median(), unit);
        }
    }

    static Ratio atLeast(double bar, String name, Term above, Term below) {
        return new Ratio(name, above, below, bar, true);
    }

    static Ratio atMost(double bar, String name, Term above, Term below) {
        return new Ratio(name, above, below, bar, false);
    }

    double value() {
        return above.median() / below.median();
    }

    boolean held() {
        return atLeast ? value() >= bar : value() <= bar;
    }

    /** One row of the table, and below it what the terms are. */
    String show() {
        return String.format(
                Locale.ROOT,
                "%-52s %8.3f  %s %-7.3g %s%n    %s: %s%n    %s: %s",
                name,
                value(),
                atLeast ? ">=" : "<=",
                bar,
                held() ? "held" : "short",
                above.name(),
                above.show(),
                below.name(),
                below.show());
    }
}
