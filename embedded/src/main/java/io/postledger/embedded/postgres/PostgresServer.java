package io.postledger.embedded.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One PostgreSQL server on one data directory. The server is a process in a session of its own: it neither hears the
 * terminal's Ctrl-C nor ends with the JVM that started it, so every start first looks for one that still runs there.
 */
public final class PostgresServer {

    private static final Duration START_PATIENCE = Duration.ofMinutes(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final int START_ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private final PostgresSettings settings;
    private final PostgresProgram programs;
    private final RunningPostgres running;

    public PostgresServer(PostgresBinaries binaries, PostgresSettings settings) throws IOException {
        this.settings = settings;
        this.programs = PostgresProgram.of(binaries);
        this.running = new RunningPostgres(programs, settings.dataDirectory());
    }

    /** Whether the data directory holds a finished cluster. */
    public static boolean isInitialised(Path dataDirectory) {
        return Files.exists(dataDirectory.resolve("PG_VERSION"));
    }

    public RunningPostgres running() {
        return running;
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
        running.stop(STOP_PATIENCE);
        running.forgetStranger();
        writeConfiguration();
        String trouble = "";
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            long logBefore = Files.exists(settings.logFile()) ? Files.size(settings.logFile()) : 0;
            PostgresProgram.Outcome outcome = pgCtlStart();
            Optional<ProcessHandle> server = running.process();
            if (!outcome.failed() && server.isPresent()) {
                return server.get();
            }
            trouble = logSince(logBefore, outcome);
            if (!heldByOrphans(trouble)) {
                break;
            }
            pause();
        }
        throw new IOException("PostgreSQL did not start: " + trouble);
    }

    private PostgresProgram.Outcome pgCtlStart() throws IOException {
        return programs.run(
                "pg_ctl",
                "",
                START_PATIENCE.plusSeconds(5),
                "start",
                "-w",
                "-t",
                String.valueOf(START_PATIENCE.toSeconds()),
                "-D",
                settings.dataDirectory().toString(),
                "-l",
                settings.logFile().toString());
    }

    /** After a kill -9 of the main process its helpers end by themselves within moments, but hold the memory till then. */
    private static boolean heldByOrphans(String trouble) {
        return trouble.contains("pre-existing shared memory block");
    }

    private String logSince(long position, PostgresProgram.Outcome outcome) throws IOException {
        byte[] log = Files.exists(settings.logFile()) ? Files.readAllBytes(settings.logFile()) : new byte[0];
        int from = (int) Math.min(position, log.length);
        List<String> lines = new String(log, from, log.length - from, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("ERROR:"))
                .toList();
        return lines.isEmpty() ? outcome.output().strip().replace("\n", " | ") : String.join(" | ", lines);
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

    private static void pause() throws IOException {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was starting", e);
        }
    }
}
