package io.postledger.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    private Path temp;

    @Test
    void givenALivingProcess_whenRead_thenFound() throws IOException {
        PidFile file = new PidFile(temp.resolve("a.pid"));

        file.write(ProcessHandle.current());

        assertThat(file.living()).contains(ProcessHandle.current());
    }

    @Test
    void givenTheNumberNowBelongsToAnother_whenRead_thenNotFound() throws IOException {
        Path path = temp.resolve("a.pid");
        Files.writeString(path, ProcessHandle.current().pid() + " 1000000000000\n");

        assertThat(new PidFile(path).living()).isEmpty();
    }

    @Test
    void givenAnEndedProcess_whenRead_thenNotFound() throws Exception {
        Process process = new ProcessBuilder("sleep", "600").start();
        PidFile file = new PidFile(temp.resolve("a.pid"));
        file.write(process.toHandle());
        process.destroyForcibly().waitFor();

        assertThat(file.living()).isEmpty();
    }

    @Test
    void givenNoFileOrGarbage_whenRead_thenNotFound() throws IOException {
        Path path = temp.resolve("a.pid");
        assertThat(new PidFile(path).living()).isEmpty();

        Files.writeString(path, "half");
        assertThat(new PidFile(path).living()).isEmpty();
    }
}
