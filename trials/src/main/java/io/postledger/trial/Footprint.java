package io.postledger.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Resident memory of processes and all that they started, by Linux's own count; shared pages are shared out. */
final class Footprint {
    private Footprint() {}

    /** In megabytes (2^20); 0 where the machine has no {@code /proc}. */
    static double megabytes(Collection<Long> pids) {
        LongStream all = pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(ProcessHandle::pid)
                .distinct();
        return all.map(Footprint::kilobytes).sum() / 1024.0;
    }

    private static long kilobytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }
}
