package io.postledger.embedded.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The JVM that runs under one name on one data folder, whichever launcher started it. Known by its number and start
 * time, and by a mark on its command line: a launcher may be killed between starting it and writing its number down.
 */
final class OwnedJvm {

    private static final Duration AFTER_KILL = Duration.ofSeconds(10);
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

    private final PidFile pidFile;
    private final String mark;

    OwnedJvm(String name, DataFolder data) {
        this.pidFile = new PidFile(data.run(name + ".pid"));
        this.mark = "-Dpostledger.child=" + name + "@" + data.root();
    }

    /** To be among the JVM's flags. */
    String mark() {
        return mark;
    }

    void started(ProcessHandle process) throws IOException {
        pidFile.write(process);
    }

    /** SIGTERM, and after that long SIGKILL. Returns when it is gone. */
    void stop(Duration patience) throws IOException {
        List<ProcessHandle> processes = living();
        processes.forEach(ProcessHandle::destroy);
        if (!gone(processes, patience)) {
            processes.forEach(ProcessHandle::destroyForcibly);
            gone(processes, AFTER_KILL);
        }
        pidFile.delete();
    }

    void kill() {
        living().forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> living() {
        Stream<ProcessHandle> marked = ProcessHandle.allProcesses()
                .filter(process -> Arrays.asList(process.info().arguments().orElse(new String[0]))
                        .contains(mark));
        return Stream.concat(pidFile.living().stream(), marked).distinct().toList();
    }

    private static boolean gone(List<ProcessHandle> processes, Duration patience) {
        if (!awaitNone(processes, OwnedJvm::runs, patience)) {
            return false;
        }
        // A process loses its command a moment before its ports and file locks.
        awaitNone(processes, ProcessHandle::isAlive, LAST_MOMENT);
        return true;
    }

    private static boolean awaitNone(List<ProcessHandle> processes, Predicate<ProcessHandle> state, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (processes.stream().anyMatch(state)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                Thread.sleep(20);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One that ended but that nobody waited for, as in a container without an init, has no command any more. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
