package io.postledger.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    private Path temp;

    @Test
    void givenManyRuns_whenRotated_thenTheLastThreeStay() throws IOException {
        Path log = temp.resolve("a.log");
        for (int run = 1; run <= 6; run++) {
            LogFile.rotate(log);
            Files.writeString(log, "run " + run);
        }

        assertThat(log).hasContent("run 6");
        assertThat(temp.resolve("a.log.1")).hasContent("run 5");
        assertThat(temp.resolve("a.log.3")).hasContent("run 3");
        assertThat(temp.resolve("a.log.4")).doesNotExist();
    }

    /** The writer is a process with the file open for appending, as every child of the launcher is. */
    @Test
    void givenARunningWriter_whenItsLogIsOverTheLimit_thenItGoesOnInAnEmptyOne() throws Exception {
        Path log = temp.resolve("a.log");
        Process writer = new ProcessBuilder("cat")
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (OutputStream input = writer.getOutputStream()) {
            for (int part = 1; part <= 5; part++) {
                input.write(("part " + part + "\n").getBytes(StandardCharsets.UTF_8));
                input.flush();
                String last = "part " + part;
                await().until(() -> Files.readString(log).contains(last));
                LogFile.bound(log, "part 1".length());
            }
            input.write("short\n".getBytes(StandardCharsets.UTF_8));
        }
        writer.waitFor();
        LogFile.bound(log, "short\n".length());

        assertThat(log).hasContent("short\n");
        assertThat(temp.resolve("a.log.1")).hasContent("part 5\n");
        assertThat(temp.resolve("a.log.3")).hasContent("part 3\n");
        assertThat(temp.resolve("a.log.4")).doesNotExist();
    }

    @Test
    void givenSpringsAnalysis_whenAsked_thenItsDescription() {
        assertThat(lastWords("""
                        2026-01-01 ERROR o.s.b.SpringApplication :

                        ***************************
                        APPLICATION FAILED TO START
                        ***************************

                        Description:

                        Web server failed to start. Port 8080 was already in use.

                        Action:

                        Stop it.
                        """)).isEqualTo("Web server failed to start. Port 8080 was already in use.");
    }

    @Test
    void givenAStackTrace_whenAsked_thenItsLastCause() {
        assertThat(lastWords("""
                        java.lang.IllegalStateException: outer
                        \tat a.B.c(B.java:1)
                        Caused by: java.io.IOException: the disk is full
                        \tat d.E.f(E.java:2)
                        \t... 12 more
                        """)).isEqualTo("Caused by: java.io.IOException: the disk is full");
    }

    @Test
    void givenPlainOutput_whenAsked_thenItsLastLine() {
        assertThat(lastWords("one\ntwo\n\n")).isEqualTo("two");
    }

    @Test
    void givenNoLog_whenAsked_thenNothing() {
        assertThat(LogFile.lastWords(temp.resolve("none"))).isEmpty();
    }

    private String lastWords(String log) {
        try {
            return LogFile.lastWords(Files.writeString(temp.resolve("x.log"), log));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
