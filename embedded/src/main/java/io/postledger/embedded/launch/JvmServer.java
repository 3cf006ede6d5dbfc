package io.postledger.embedded.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A child that is a JVM: ended with SIGTERM, and with SIGKILL if that takes too long. */
final class JvmServer implements Child {

    private final String name;
    private final JavaChild java;
    private final Probe readiness;
    private final Patience patience;
    private final Path log;
    private final PidFile pidFile;
    private final String mark;

    /** How long it may take, and how often it may fail before it was ever ready. */
    record Patience(Duration start, Duration stop, int attempts) {}

    JvmServer(String name, JavaChild java, Probe readiness, Patience patience, DataFolder data) {
        this.name = name;
        this.readiness = readiness;
        this.patience = patience;
        this.log = data.log(name);
        this.pidFile = new PidFile(data.run(name + ".pid"));
        // Known by its command line too: a launcher may be killed between starting it and writing its number down.
        this.mark = "-Dpostledger.child=" + name + "@" + data.root();
        this.java = java.flag(mark);
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
        ProcessHandle process = java.start(log).toHandle();
        pidFile.write(process);
        return process;
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
        List<ProcessHandle> processes = living();
        processes.forEach(ProcessHandle::destroy);
        if (!gone(processes, patience.stop())) {
            processes.forEach(ProcessHandle::destroyForcibly);
            gone(processes, patience.stop());
        }
        pidFile.delete();
    }

    @Override
    public void kill() {
        living().forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> living() {
        Stream<ProcessHandle> marked = ProcessHandle.allProcesses()
                .filter(process -> Arrays.asList(process.info().arguments().orElse(new String[0]))
                        .contains(mark));
        return Stream.concat(pidFile.living().stream(), marked).distinct().toList();
    }

    private static boolean gone(List<ProcessHandle> processes, Duration patience) {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for the end of a process failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
