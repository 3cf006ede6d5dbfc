package io.postledger.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The server that runs on a data directory, if there is one, whoever started it. */
public final class RunningPostgres {

    private static final Duration FORCE_PATIENCE = Duration.ofSeconds(10);
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

    private final PostgresProgram programs;
    private final Path dataDirectory;

    RunningPostgres(PostgresProgram programs, Path dataDirectory) {
        this.programs = programs;
        this.dataDirectory = dataDirectory.toAbsolutePath();
    }

    public static RunningPostgres on(Path dataDirectory, PostgresBinaries binaries) throws IOException {
        return new RunningPostgres(PostgresProgram.of(binaries), dataDirectory);
    }

    /** The server's main process. */
    public Optional<ProcessHandle> process() {
        return processInPidFile().filter(this::servesThisDirectory);
    }

    /** Ends the server, if one runs: open transactions are rolled back, data is flushed. Forced when it takes longer. */
    public void stop(Duration patience) throws IOException {
        Optional<ProcessHandle> server = process();
        if (server.isEmpty()) {
            return;
        }
        stop("fast", patience);
        if (process().isPresent()) {
            // Like a power cut to the data, but it takes the helper processes along, which a kill -9 would not.
            stop("immediate", FORCE_PATIENCE);
        }
        process().ifPresent(ProcessHandle::destroyForcibly);
        awaitEnd(server.get());
    }

    /** pg_ctl returns when the pid file is gone, which is a moment before the process and its port are. */
    private static void awaitEnd(ProcessHandle server) throws IOException {
        long deadline = System.nanoTime() + FORCE_PATIENCE.toNanos();
        long lastMoment = Long.MAX_VALUE;
        while (server.isAlive() && System.nanoTime() < Math.min(deadline, lastMoment)) {
            // One that ended but that nobody waits for, as in a container without an init, stays without a command.
            if (lastMoment == Long.MAX_VALUE && server.info().command().isEmpty()) {
                lastMoment = System.nanoTime() + LAST_MOMENT.toNanos();
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while PostgreSQL was stopping", e);
            }
        }
    }

    private void stop(String mode, Duration patience) throws IOException {
        String seconds = String.valueOf(Math.max(1, patience.toSeconds()));
        String directory = dataDirectory.toString();
        programs.run("pg_ctl", "", patience.plusSeconds(5), "stop", "-m", mode, "-w", "-t", seconds, "-D", directory);
    }

    /**
     * PostgreSQL takes any living process with the recorded number for its own server and refuses to start; after a
     * restart of the machine or container that number is often somebody else's. We know better, so the file goes.
     */
    void forgetStranger() throws IOException {
        if (processInPidFile().isPresent() && process().isEmpty()) {
            Files.deleteIfExists(pidFile());
        }
    }

    private Optional<ProcessHandle> processInPidFile() {
        try {
            List<String> lines = Files.readAllLines(pidFile());
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).trim())).filter(ProcessHandle::isAlive);
        } catch (IOException | NumberFormatException absentOrHalfWritten) {
            return Optional.empty();
        }
    }

    private boolean servesThisDirectory(ProcessHandle process) {
        return process.info().command().filter(c -> c.endsWith("postgres")).isPresent()
                && Arrays.asList(process.info().arguments().orElse(new String[0]))
                        .contains(dataDirectory.toString());
    }

    private Path pidFile() {
        return dataDirectory.resolve("postmaster.pid");
    }
}
