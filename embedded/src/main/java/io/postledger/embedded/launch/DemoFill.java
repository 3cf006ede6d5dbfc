package io.postledger.embedded.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Fills the demo workspace beside the running product: a process of its own that uses the public API like anybody else,
 * and does nothing twice however often it is started.
 */
final class DemoFill implements AutoCloseable {

    private static final String MAIN = "io.postledger.trial.demo.DemoMain";

    private final Process process;

    private DemoFill(Process process) {
        this.process = process;
    }

    /** @param classpath where {@code DemoMain} is: the trials' build */
    static DemoFill start(String classpath, String api, Path log, Console console) throws IOException {
        Process process = JavaChild.running(MAIN)
                .heapMegabytes(96)
                .environment(Map.of("CLASSPATH", classpath))
                .arguments("--api", api)
                .start(log);
        console.line("The demo workspace is being filled; posts appear over the next minute.");
        process.onExit()
                .thenAccept(ended -> console.line(
                        ended.exitValue() == 0
                                ? "The demo workspace is whole."
                                : "The demo workspace is not whole (log: " + log
                                        + "). The next start goes on with it."));
        return new DemoFill(process);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
