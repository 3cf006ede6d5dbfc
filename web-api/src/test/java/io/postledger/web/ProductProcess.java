package io.postledger.web;

import static org.awaitility.Awaitility.await;

import io.postledger.embedded.launch.FreePorts;
import io.postledger.embedded.launch.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The product as this Maven run has packed it, in a process of its own. */
final class ProductProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);

    private final int port = FreePorts.any();
    private final Path output;
    private final Process process;

    private ProductProcess(Path output, String roles, Map<String, String> environment) throws IOException {
        this.output = output;
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx384m",
                        "-jar",
                        System.getProperty("postledger.product"),
                        "--postledger.roles=" + roles,
                        "--server.port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** @param folder for its output, one file a start */
    static ProductProcess start(Path folder, String roles, Map<String, String> environment) throws IOException {
        Path output = Files.createTempFile(folder, roles.replace(',', '-'), ".log");
        return new ProductProcess(output, roles, environment);
    }

    ProductProcess awaitReady() {
        Probe ready = Probe.http("http://127.0.0.1:" + port + "/actuator/health/readiness");
        await().atMost(START).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("It did not start:\n" + output());
            }
            return ready.isReady();
        });
        return this;
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("It did not end:\n" + output());
        }
        return process.exitValue();
    }

    int port() {
        return port;
    }

    /** Its owner's name at what it has claimed begins with this. */
    long pid() {
        return process.pid();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: what it had claimed stays claimed until that runs out. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
