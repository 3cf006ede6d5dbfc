package io.postledger.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One PostgreSQL server on one data directory. The server is a process in a session of its own: it neither hears the
 * terminal's Ctrl-C nor ends with the JVM that started it, so every start first looks for one that still runs there.
 */
public final class PostgresServer {

    private static final Duration START_PATIENCE = Duration.ofMinutes(5);
    private static final int START_ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private final PostgresSettings settings;
    private final PostgresProgram programs;

    public PostgresServer(PostgresBinaries binaries, PostgresSettings settings) throws IOException {
        this.settings = settings;
        this.programs = PostgresProgram.of(binaries);
    }

    /** Whether the data directory holds a finished cluster. */
    public static boolean isInitialised(Path dataDirectory) {
        return Files.exists(dataDirectory.resolve("PG_VERSION"));
    }

    /**
     * Makes the cluster if there is none, ends a server that somebody's killed launcher left running there, starts and
     * waits until it takes connections; after a kill that includes PostgreSQL's own recovery.
     *
     * @return the server's main process
     * @throws IOException with the server's own last words when it does not start
     */
    public ProcessHandle start() throws IOException {
        if (!isInitialised(settings.dataDirectory())) {
            new PostgresCluster(programs, settings).create();
        }
        stop(Duration.ofSeconds(30));
        removeForeignPidFile();
        writeConfiguration();
        PostgresProgram.Outcome outcome = null;
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            outcome = programs.run(
                    "pg_ctl",
                    "",
                    START_PATIENCE,
                    "start",
                    "-w",
                    "-t",
                    String.valueOf(START_PATIENCE.toSeconds()),
                    "-D",
                    settings.dataDirectory().toString(),
                    "-l",
                    settings.logFile().toString());
            Optional<ProcessHandle> server = running();
            if (!outcome.failed() && server.isPresent()) {
                return server.get();
            }
            if (!heldByOrphans()) {
                break;
            }
            pause();
        }
        throw new IOException("PostgreSQL did not start: " + lastWords(outcome));
    }

    /** Ends the server, if one runs: open transactions are rolled back, data is flushed. Forced when it takes longer. */
    public void stop(Duration patience) throws IOException {
        Optional<ProcessHandle> server = running();
        if (server.isEmpty()) {
            return;
        }
        String seconds = String.valueOf(Math.max(1, patience.toSeconds()));
        String directory = settings.dataDirectory().toString();
        programs.run("pg_ctl", "", patience.plusSeconds(5), "stop", "-m", "fast", "-w", "-t", seconds, "-D", directory);
        if (running().isPresent()) {
            // Like a power cut to the data, but it takes the helper processes along, which a kill -9 would not.
            programs.run(
                    "pg_ctl", "", Duration.ofSeconds(15), "stop", "-m", "immediate", "-w", "-t", "10", "-D", directory);
        }
        running().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** The main process of a server on this data directory, whoever started it. */
    public Optional<ProcessHandle> running() {
        return pidInFile()
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(this::servesThisDirectory);
    }

    private Optional<Long> pidInFile() {
        try {
            List<String> lines = Files.readAllLines(pidFile());
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.get(0).trim()));
        } catch (IOException | NumberFormatException absentOrHalfWritten) {
            return Optional.empty();
        }
    }

    private boolean servesThisDirectory(ProcessHandle process) {
        String directory = settings.dataDirectory().toString();
        return process.info().command().filter(c -> c.endsWith("postgres")).isPresent()
                && Arrays.asList(process.info().arguments().orElse(new String[0]))
                        .contains(directory);
    }

    /**
     * PostgreSQL takes any living process with the recorded number for its own server and refuses to start; after a
     * restart of the machine or container that number is often somebody else's. We know better, so the file goes.
     */
    private void removeForeignPidFile() throws IOException {
        boolean numberInUse = pidInFile()
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .isPresent();
        if (numberInUse && running().isEmpty()) {
            Files.deleteIfExists(pidFile());
        }
    }

    /** After a kill -9 of the main process its helpers end by themselves within moments, but hold the memory till then. */
    private boolean heldByOrphans() throws IOException {
        String log = Files.exists(settings.logFile()) ? lastLines(8) : "";
        return log.contains("pre-existing shared memory block") || log.contains("lock file \"postmaster.pid\"");
    }

    private void writeConfiguration() throws IOException {
        Path written = settings.dataDirectory().resolve("postgresql.conf.new");
        Files.writeString(written, settings.configuration());
        Files.move(
                written,
                settings.dataDirectory().resolve("postgresql.conf"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private String lastWords(PostgresProgram.Outcome outcome) throws IOException {
        String log = Files.exists(settings.logFile()) ? lastLines(3) : "";
        return (log.isBlank() ? outcome.output() : log).strip().replace("\n", " | ");
    }

    private String lastLines(int count) throws IOException {
        List<String> lines = Files.readString(settings.logFile(), java.nio.charset.StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    private Path pidFile() {
        return settings.dataDirectory().resolve("postmaster.pid");
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was starting", e);
        }
    }
}
