package io.postledger.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;

/** What processes and all that they started take of the machine. */
final class Footprint {
    private Footprint() {}

    /**
     * Resident memory by Linux's own count, shared pages shared out, in megabytes (2^20); 0 where the machine has no {@code
     * /proc}.
     */
    static double megabytes(Collection<Long> pids) {
        return all(pids).mapToLong(ProcessHandle::pid).map(Footprint::kilobytes).sum() / 1024.0;
    }

    /** Time on any core so far, in seconds; of processes that have ended by now, none. */
    static double cpuSeconds(Collection<Long> pids) {
        return all(pids)
                        .mapToLong(process -> process.info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toMillis())
                        .sum()
                / 1e3;
    }

    private static Stream<ProcessHandle> all(Collection<Long> pids) {
        return pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct();
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
