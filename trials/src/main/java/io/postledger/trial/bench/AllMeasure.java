package io.postledger.trial.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;

/** All projections built again together, against reading the log; and the heap that this takes. */
final class AllMeasure implements Measure {
    private static final double MEGABYTE = 1 << 20;

    @Override
    public String name() {
        return "all";
    }

    @Override
    public List<Ratio> take(BenchRoom room) throws Exception {
        List<Double> bare = new ArrayList<>();
        List<Double> rebuilt = new ArrayList<>();
        room.rawLog().readBare();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        for (int round = 0; round < room.rounds(); round++) {
            bare.add(room.events() / room.rawLog().readBare());
            rebuilt.add(room.events() / room.rebuild(BenchRoom.PROJECTIONS));
            room.stand();
        }
        double peak = peak();
        return List.of(
                Ratio.atLeast(
                        0.35,
                        "all projections rebuilt together",
                        new Ratio.Term(
                                "rebuild of all " + BenchRoom.PROJECTIONS.size() + " projections", rebuilt, "events/s"),
                        new Ratio.Term(
                                "ordered read " + room.rawLog().reading() + ", nothing decoded", bare, "events/s")),
                Ratio.atMost(
                        1,
                        "heap that suffices to rebuild everything",
                        new Ratio.Term(
                                "this JVM's largest heap, in which all of it was done; most used, garbage included: "
                                        + Math.round(peak / MEGABYTE) + " MB",
                                List.of(Runtime.getRuntime().maxMemory() / MEGABYTE),
                                "MB"),
                        new Ratio.Term("allowed", List.of(512.0), "MB")));
    }

    /** Most of the heap that was used since its pools were told to begin anew, in bytes. */
    static double peak() {
        return heapPools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
