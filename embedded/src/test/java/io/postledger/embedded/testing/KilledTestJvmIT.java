package io.postledger.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTestJvmIT {

    @TempDir
    private Path temp;

    @Test
    void givenATestJvmWithStores_whenItIsKilled_thenItsServersAndFilesGo() throws Exception {
        Path folders = Files.createDirectory(temp.resolve("tmp"));
        Path screen = temp.resolve("screen.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folders,
                        HoldsTestStores.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process testJvm = builder.start();
        List<ProcessHandle> servers;
        try {
            await().atMost(Duration.ofSeconds(120))
                    .until(() -> Files.readString(screen).contains("ready"));
            servers = processesNaming(folders);
        } finally {
            testJvm.destroyForcibly().waitFor();
        }

        // The test JVM, the shell that watches it, PostgreSQL and the MongoDB-protocol server.
        assertThat(servers).hasSize(4);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> processesNaming(folders).isEmpty());
        await().atMost(Duration.ofSeconds(30)).until(() -> isEmpty(folders));
    }

    private static List<ProcessHandle> processesNaming(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> Stream.of(process.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.contains(folder.toString())))
                .toList();
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> content = Files.list(folder)) {
            return content.noneMatch(path -> path.getFileName().toString().startsWith("postledger-test-stores-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
