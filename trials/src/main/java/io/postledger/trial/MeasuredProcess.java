package io.postledger.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command that was run to its end.
 *
 * @param seconds from its start to its end
 * @param megabytes the most resident memory that it had at a time, by Linux's own count (VmHWM, looked at every 20 ms), in
 *     megabytes (2^20); 0 where the machine has no {@code /proc}
 * @param said on both of its outputs
 */
public record MeasuredProcess(int exitCode, double seconds, double megabytes, String said) {
    private static final int LOOK_MILLIS = 20;

    /** @throws UncheckedIOException where there is no such command */
    public static MeasuredProcess run(List<String> line) throws InterruptedException {
        try {
            Path output = Files.createTempFile("postledger-process", ".out");
            try {
                return run(line, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MeasuredProcess run(List<String> line, Path output) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            long most = 0;
            do {
                most = Math.max(most, peakKilobytes(process.pid()));
            } while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS));
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new MeasuredProcess(process.exitValue(), seconds, most / 1024.0, Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static long peakKilobytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }
}
