package io.postledger.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
