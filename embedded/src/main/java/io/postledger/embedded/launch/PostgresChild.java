package io.postledger.embedded.launch;

import io.postledger.embedded.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** PostgreSQL as a child: it has its own ways to start and stop, and is ready when its start returns. */
final class PostgresChild implements Child {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final PostgresServer server;
    private final Path log;
    private final PidFile pidFile;

    PostgresChild(PostgresServer server, DataFolder data) {
        this.server = server;
        this.log = data.log("postgres");
        this.pidFile = new PidFile(data.run("postgres.pid"));
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public int attempts() {
        return 1;
    }

    @Override
    public ProcessHandle start() throws IOException {
        ProcessHandle process = server.start();
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
        server.running().stop(STOP_PATIENCE);
        pidFile.delete();
    }

    @Override
    public boolean runs() {
        return server.running().process().isPresent();
    }

    @Override
    public void kill() {
        server.running().process().ifPresent(ProcessHandle::destroyForcibly);
    }
}
