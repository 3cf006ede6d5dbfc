package io.postledger.trial.bench;

import io.postledger.trial.Figures;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** All measures, one after the other, in one room. */
final class Bench {

    private final PrintStream out;
    private final Size size;
    private final List<Measure> measures;

    /**
     * How large it is.
     *
     * @param events of the history
     * @param rounds how often each term is measured
     */
    record Size(long events, long seed, int rounds) {}

    /** @param only names of measures; all where there are none */
    Bench(PrintStream out, Size size, Collection<String> only) {
        this.out = out;
        this.size = size;
        List<Measure> all = List.of(
                new CountMeasure(),
                new PostsMeasure(),
                new MetricsMeasure(),
                new AllMeasure(),
                new PrivacyMeasure(),
                new HistoryMeasure(),
                new DefaultsMeasure(),
                new SegmentsMeasure(),
                new ServingMeasure(),
                new ApiMeasure(),
                new GrowthMeasure(),
                new CommandsMeasure());
        List<String> known = all.stream().map(Measure::name).toList();
        if (!known.containsAll(only)) {
            throw new IllegalArgumentException("There are these measures: " + String.join(", ", known));
        }
        this.measures = all.stream()
                .filter(measure -> only.isEmpty() || only.contains(measure.name()))
                .toList();
    }

    /** Prints what it finds as it finds it; all of it is answered too. @param room empty */
    List<Ratio> run(BenchRoom room) throws Exception {
        Figures figures = Figures.withoutBars(out);
        machine();
        List<Measure> measured = measures;
        if (room.isOnAxonServer()) {
            out.println("events in Axon Server");
            measured = measures.stream()
                    .filter(measure -> measure.notOnAxonServer().isEmpty())
                    .toList();
            measures.forEach(measure -> measure.notOnAxonServer()
                    .ifPresent(why -> out.println(measure.name() + " is not measured on Axon Server: " + why)));
        }
        List<Ratio> ratios = new ArrayList<>();
        figures.show("a tenth of the history made and loaded", room.fill(size.events() / 10), "s");
        for (Measure measure : measured) {
            measure.atTenth(room);
        }
        figures.show("the rest of it made and loaded", room.fill(size.events()), "s");
        figures.show("events", room.events(), "");
        for (Measure measure : measured) {
            long begin = System.nanoTime();
            for (Ratio ratio : measure.take(room)) {
                out.println(ratio.show());
                ratios.add(ratio);
            }
            figures.show("  (measure " + measure.name() + " took)", BenchRoom.seconds(begin), "s");
        }
        return ratios;
    }

    private void machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        out.printf(
                Locale.ROOT,
                "%d cores (%s %s), load %.2f at the start, Java %s, flags %s%n"
                        + "history of %,d events, seed %d, %d rounds each, medians%n",
                system.getAvailableProcessors(),
                system.getName(),
                system.getArch(),
                system.getSystemLoadAverage(),
                Runtime.version(),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                size.events(),
                size.seed(),
                size.rounds());
    }
}
