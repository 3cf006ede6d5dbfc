package io.postledger.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The launcher as a process, with all real stores and a small stand-in for the product's jar. */
class LauncherIT {

    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(60);

    @TempDir
    private Path temp;

    private final int port = FreePorts.any();
    private final List<Process> launchers = new ArrayList<>();
    private Path jar;

    @BeforeEach
    void makeProductJar() throws IOException {
        jar = temp.resolve("product.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeProduct.class.getName());
        String file = FakeProduct.class.getName().replace('.', '/') + ".class";
        try (OutputStream bytes = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(bytes, manifest);
                InputStream in = FakeProduct.class.getResourceAsStream("/" + file)) {
            out.putNextEntry(new JarEntry(file));
            in.transferTo(out);
        }
    }

    @AfterEach
    void stopLaunchers() throws InterruptedException {
        for (Process launcher : launchers) {
            launcher.destroy();
            launcher.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void givenAKilledLauncher_whenStartedAgainAndStopped_thenNothingRunsTwiceAndNothingIsLeft() throws Exception {
        Process first = launch();
        Map<String, Long> before = awaitReady(first);
        first.destroyForcibly().waitFor();
        assertThat(before.keySet()).containsExactly("clickhouse", "mongo", "networks", "postgres", "product");

        Process second = launch();
        Map<String, Long> after = awaitReady(second);
        before.values().forEach(LauncherIT::awaitEnd);

        Process third = launch();
        assertThat(third.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(third.exitValue()).isEqualTo(1);
        assertThat(screen(third)).contains("Another Postledger already runs on " + data());

        second.destroy();
        assertThat(second.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isZero();
        after.values().forEach(LauncherIT::awaitEnd);
        assertThat(screen(second)).containsSubsequence("product", "networks", "clickhouse", "mongo", "postgres");
        assertThat(data().resolve("run/endpoints.json")).doesNotExist();
        assertThat(data().resolve("logs/product.log")).content().contains("stopped gently");
    }

    @Test
    void givenThePortIsInUse_whenStarted_thenOneSentenceAndNothingRuns() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Process launcher = launch();

            assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(launcher.exitValue()).isEqualTo(1);
            assertThat(screen(launcher)).contains("Port " + taken.getLocalPort() + " is in use");
        }
        assertThat(data().resolve("postgres")).doesNotExist();
    }

    private Process launch() throws IOException {
        File screen = screenFile(launchers.size()).toFile();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        Launcher.class.getName(),
                        "--product",
                        jar.toString(),
                        "--data",
                        data().toString(),
                        "--port",
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(screen);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process launcher = builder.start();
        launchers.add(launcher);
        return launcher;
    }

    /** The children's process numbers, by name. */
    private Map<String, Long> awaitReady(Process launcher) {
        Path file = data().resolve("run/endpoints.json");
        await().atMost(START)
                .failFast("the launcher ended", () -> !launcher.isAlive())
                .until(() -> Files.exists(file)
                        && endpoints(file).path("launcherPid").asLong() == launcher.pid());
        Map<String, Long> pids = new TreeMap<>();
        endpoints(file)
                .path("pids")
                .properties()
                .forEach(entry -> pids.put(entry.getKey(), entry.getValue().asLong()));
        return pids;
    }

    private static JsonNode endpoints(Path file) {
        return JsonMapper.shared().readTree(file.toFile());
    }

    private static void awaitEnd(long pid) {
        await().atMost(STOP)
                .until(() -> ProcessHandle.of(pid)
                        .filter(process -> process.info().command().isPresent())
                        .isEmpty());
    }

    private String screen(Process launcher) throws IOException {
        return Files.readString(screenFile(launchers.indexOf(launcher)));
    }

    private Path screenFile(int number) {
        return temp.resolve("screen-" + number + ".txt");
    }

    private Path data() {
        return temp.resolve("data");
    }
}
