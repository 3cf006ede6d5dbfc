package io.postledger.trial.smoke;

import io.postledger.trial.Waiting;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code ./postledger run} on one data folder, started and stopped as a person would, and killed as nobody should. */
final class ProductRun implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(90);
    private static final int LAST_LINES = 15;

    private final Path command;
    private final Path data;
    private final @Nullable String axonServer;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private @Nullable Process process;

    ProductRun(Path command, Path data, @Nullable String axonServer) throws IOException {
        this.command = command;
        this.data = data;
        this.axonServer = axonServer;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    /** Starts everything; how many seconds it took until it was ready. */
    double start() throws IOException {
        long begin = System.nanoTime();
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // A process group of its own: Ctrl-C ends the trial, and the trial ends the product.
            line.add("/usr/bin/setsid");
        }
        line.addAll(List.of(command.toString(), "run", "--data", data.toString(), "--port", Integer.toString(port)));
        if (axonServer != null) {
            line.addAll(List.of("--axon-server", axonServer));
        }
        Process started = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .start();
        process = started;
        Waiting.until(START, "the product has started; it said:\n" + output(), () -> {
            if (!started.isAlive()) {
                throw new IllegalStateException("The product did not start; it said:\n" + said());
            }
            return Files.exists(data.resolve(Running.FILE)) && isReady();
        });
        return (System.nanoTime() - begin) / 1e9;
    }

    Running running() {
        return Running.read(data);
    }

    /** Ends the product's own process as a power cut would; how many seconds until it was ready again. */
    double killProduct() {
        long begin = System.nanoTime();
        ProcessHandle product = ProcessHandle.of(running().product()).orElseThrow();
        product.destroyForcibly();
        product.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        Waiting.until(START, "the product is back after it was killed", this::isReady);
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Asks everything to stop; how many seconds it took. */
    double stop() throws InterruptedException {
        Process running = process;
        if (running == null) {
            return 0;
        }
        long begin = System.nanoTime();
        List<ProcessHandle> children = running.descendants().toList();
        running.destroy();
        if (!running.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The product did not stop; it said:\n" + said());
        }
        process = null;
        List<Long> left = children.stream()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .toList();
        if (!left.isEmpty()) {
            throw new IllegalStateException("After the product stopped these processes still run: " + left);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Path output() {
        return data.resolveSibling(data.getFileName() + ".out");
    }

    private String said() {
        try {
            List<String> lines = Files.readAllLines(output());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(nothing)";
        }
    }

    /** Ends whatever this started and still runs. */
    @Override
    public void close() {
        Process running = process;
        if (running == null) {
            return;
        }
        List<ProcessHandle> children = running.descendants().toList();
        running.destroy();
        try {
            running.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process = null;
    }
}
