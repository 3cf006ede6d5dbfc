package io.postledger.embedded.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Cleans up after this JVM, however it ends. A small shell process, in a session of its own, reads from a pipe that only
 * this JVM holds: when the JVM is gone, even by kill -9, the pipe ends, and the shell kills the servers it was told of
 * and removes the folder.
 */
final class Reaper {

    /** PostgreSQL gets SIGQUIT first: it ends its helpers and gives its shared memory back. */
    private static final String SCRIPT = """
            trap '' INT HUP TERM
            gentle=
            hard=
            while read -r how pid; do
              if [ "$how" = QUIT ]; then gentle="$gentle $pid"; else hard="$hard $pid"; fi
            done
            for pid in $gentle; do kill -QUIT "$pid" 2>/dev/null; done
            for pid in $hard; do kill -KILL "$pid" 2>/dev/null; done
            for pid in $gentle; do
              tries=0
              while kill -0 "$pid" 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
              kill -KILL "$pid" 2>/dev/null
            done
            rm -rf "$1"
            """;

    private final Path folder;
    private final Process shell;

    private Reaper(Path folder, Process shell) {
        this.folder = folder;
        this.shell = shell;
    }

    /** Makes the folder that goes when this JVM does. */
    static Reaper start() throws IOException {
        Path folder = Files.createTempDirectory("postledger-test-stores-").toRealPath();
        Process shell = new ProcessBuilder("sh", "-c", SCRIPT, "reaper", folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Reaper reaper = new Reaper(folder, shell);
        Runtime.getRuntime().addShutdownHook(new Thread(reaper::cleanUp, "test-stores-reaper"));
        return reaper;
    }

    Path folder() {
        return folder;
    }

    /** To be ended with SIGKILL when this JVM is gone. */
    void kills(ProcessHandle server) throws IOException {
        tell("KILL " + server.pid());
    }

    /** To be ended with SIGQUIT when this JVM is gone, and with SIGKILL if that does not do within 5 s. */
    void quits(ProcessHandle server) throws IOException {
        tell("QUIT " + server.pid());
    }

    private synchronized void tell(String line) throws IOException {
        OutputStream pipe = shell.getOutputStream();
        pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        pipe.flush();
    }

    private void cleanUp() {
        try {
            shell.getOutputStream().close();
            shell.waitFor(20, TimeUnit.SECONDS);
        } catch (IOException alreadyGone) {
            // Then it has nothing left to do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
