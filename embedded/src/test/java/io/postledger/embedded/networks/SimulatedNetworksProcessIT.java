package io.postledger.embedded.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The networks as they run beside the product: a process that can be killed. */
class SimulatedNetworksProcessIT {

    private static final Pattern READY = Pattern.compile("simulated networks ready: x (\\S+) .*control (\\S+)");

    private final Http http = new Http();
    private final List<Process> started = new ArrayList<>();

    private record Running(Process process, URI x, URI control) {}

    @AfterEach
    void killAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void givenPostsAndGrants_whenKilledAndRestarted_thenTruthTokensAndTimeAreKept(@TempDir Path data) throws Exception {
        Running first = start(data);
        String token = http.accessToken(first.x(), "northbike");
        http.send("POST", URI.create(first.control() + "/settings"), "{\"timeShiftSeconds\":3600}");
        for (int i = 0; i < 20; i++) {
            assertThat(http.post(first.x(), token, "{\"text\":\"number " + i + "\"}")
                            .statusCode())
                    .isEqualTo(201);
        }
        String before = truth(first);

        first.process().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        Running second = start(data);

        assertThat(before.lines()).hasSize(20);
        assertThat(truth(second)).isEqualTo(before);
        assertThat(http.send("GET", URI.create(second.control() + "/settings"), null)
                        .body())
                .contains("\"timeShiftSeconds\":3600");
        assertThat(http.post(second.x(), token, "{\"text\":\"number 3\"}").statusCode())
                .as("the same text again")
                .isEqualTo(403);
        assertThat(http.post(second.x(), token, "{\"text\":\"after\"}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void givenFolderInUse_whenStarted_thenOneSentenceAndExitCode1(@TempDir Path data) throws Exception {
        start(data);

        Process second = launch(data);

        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        String error = new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(error.lines().filter(line -> !line.startsWith("SLF4J")))
                .singleElement()
                .asString()
                .contains("another process uses");
    }

    @Test
    void givenTermination_whenAsked_thenItEnds(@TempDir Path data) throws Exception {
        Process process = start(data).process();

        process.destroy();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private Running start(Path data) throws IOException {
        Process process = launch(data);
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        Matcher ready = READY.matcher(String.valueOf(line));
        assertThat(ready.matches()).as("first line: %s", line).isTrue();
        return new Running(process, URI.create(ready.group(1)), URI.create(ready.group(2)));
    }

    private Process launch(Path data) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatedNetworks.class.getName(),
                        "--port=0",
                        "--control-port=0",
                        "--data=" + data)
                .start();
        started.add(process);
        return process;
    }

    private String truth(Running networks) throws Exception {
        return http.send("GET", URI.create(networks.control() + "/truth/x/tweets"), null)
                .body();
    }
}
