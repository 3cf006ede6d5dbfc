package io.postledger.embedded.launch;

import io.postledger.embedded.postgres.PostgresBinaries;
import io.postledger.embedded.postgres.PostgresServer;
import io.postledger.embedded.postgres.PostgresSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** PostgreSQL as a child: it has its own ways to start and stop, and is ready when its start returns. */
final class PostgresChild implements Child {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final PostgresSettings settings;
    private final PidFile pidFile;
    private final Path programs;
    private PostgresServer server;

    PostgresChild(PostgresSettings settings, DataFolder data) {
        this.settings = settings;
        this.pidFile = new PidFile(data.run("postgres.pid"));
        this.programs = data.store("programs");
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Path log() {
        return settings.logFile();
    }

    @Override
    public int attempts() {
        return 1;
    }

    @Override
    public ProcessHandle start() throws IOException {
        ProcessHandle process = server().start();
        pidFile.write(process);
        return process;
    }

    @Override
    public Probe readiness() {
        return () -> true;
    }

    @Override
    public Duration startPatience() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void stop() throws IOException {
        // Without a finished cluster no server can be running, and the programs need not even be unpacked.
        if (PostgresServer.isInitialised(settings.dataDirectory())) {
            server().running().stop(STOP_PATIENCE);
        }
        pidFile.delete();
    }

    @Override
    public boolean runs() {
        PostgresServer started = started();
        return started != null && started.running().process().isPresent();
    }

    @Override
    public void kill() {
        PostgresServer started = started();
        if (started != null) {
            started.running().process().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Unpacks the programs at the first start, while the other children are already starting. */
    private PostgresServer server() throws IOException {
        PostgresServer known = started();
        return known != null ? known : first(new PostgresServer(PostgresBinaries.unpackBelow(programs), settings));
    }

    private synchronized PostgresServer first(PostgresServer made) {
        server = server == null ? made : server;
        return server;
    }

    private synchronized PostgresServer started() {
        return server;
    }
}
