package io.postledger.embedded.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A child that is a JVM. */
final class JvmServer implements Child {

    private final String name;
    private final JavaChild java;
    private final Probe readiness;
    private final Patience patience;
    private final Path log;
    private final OwnedJvm jvm;
    private volatile Process process;

    /** How long it may take, and how often it may fail before it was ever ready. */
    record Patience(Duration start, Duration stop, int attempts) {}

    JvmServer(String name, JavaChild java, Probe readiness, Patience patience, DataFolder data) {
        this.name = name;
        this.readiness = readiness;
        this.patience = patience;
        this.log = data.log(name);
        this.jvm = new OwnedJvm(name, data);
        this.java = java.flag(jvm.mark());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public int attempts() {
        return patience.attempts();
    }

    @Override
    public ProcessHandle start() throws IOException {
        process = java.start(log);
        jvm.started(process.toHandle());
        return process.toHandle();
    }

    @Override
    public Probe readiness() {
        return readiness;
    }

    @Override
    public Duration startPatience() {
        return patience.start();
    }

    @Override
    public void stop() throws IOException {
        jvm.stop(patience.stop());
    }

    @Override
    public boolean runs() {
        return process != null && process.isAlive();
    }

    @Override
    public void kill() {
        jvm.kill();
    }
}
