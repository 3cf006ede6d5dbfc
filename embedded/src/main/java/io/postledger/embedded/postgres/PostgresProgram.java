package io.postledger.embedded.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs. They refuse to run as root; as root they are run in a user namespace of their own, where
 * the same user has another number (the way zonky found): files stay root's, and no second account is needed.
 */
final class PostgresProgram {

    private final PostgresBinaries binaries;
    private final List<String> prefix;

    private PostgresProgram(PostgresBinaries binaries, List<String> prefix) {
        this.binaries = binaries;
        this.prefix = prefix;
    }

    static PostgresProgram of(PostgresBinaries binaries) throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return new PostgresProgram(binaries, List.of());
        }
        List<String> unshare = List.of("unshare", "-U", "--");
        if (!succeeds(unshare)) {
            throw new IOException("PostgreSQL does not run as root, and this machine does not let root open a user"
                    + " namespace (unshare -U failed): run Postledger as an ordinary user.");
        }
        return new PostgresProgram(binaries, unshare);
    }

    /** What a finished program said. */
    record Outcome(int exitCode, String output) {
        boolean failed() {
            return exitCode != 0;
        }
    }

    /**
     * Runs to the end. Output goes through a file and not a pipe: a server that pg_ctl leaves running would hold a pipe
     * open for ever.
     */
    Outcome run(String program, String input, Duration patience, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(binaries.program(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("postledger-" + program, ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(output.toFile());
            // Somebody's PGDATA or PGOPTIONS must not reach our server.
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            builder.environment().put("TZ", "UTC");
            Process process = builder.start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not finish within " + patience.toSeconds() + " s.");
            }
            return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + program, e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static boolean succeeds(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
