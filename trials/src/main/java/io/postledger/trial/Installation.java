package io.postledger.trial;

import io.postledger.embedded.launch.FreePorts;
import io.postledger.embedded.postgres.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Postledger on a data folder of the trial's own: started and stopped as a person would, and its processes killed as
 * nobody should. Whatever is killed, the launcher starts again by itself. Stopped when this JVM ends, unless that is
 * killed. For one thread.
 */
public final class Installation implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(90);
    private static final Duration KILL = Duration.ofSeconds(10);
    private static final int LAST_LINES = 15;

    private final LaunchCommand command;
    private final Path data;
    private final List<String> options;
    private final int port = FreePorts.any();
    private final Thread stopAtExit = new Thread(this::end, "end-of-trial");
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private volatile @Nullable Process launcher;

    /**
     * @param data made by the first start
     * @param options more of {@code ./postledger run}'s, besides folder and port
     */
    public Installation(LaunchCommand command, Path data, List<String> options) {
        this.command = command;
        this.data = data;
        this.options = List.copyOf(options);
        Runtime.getRuntime().addShutdownHook(stopAtExit);
    }

    /** Starts everything, for the first time or again; how many seconds it took until it was ready. */
    public double start() throws IOException {
        long begin = System.nanoTime();
        List<String> all = new ArrayList<>(List.of("--data", data.toString(), "--port", Integer.toString(port)));
        all.addAll(options);
        Process started = command.process(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .start();
        launcher = started;
        Waiting.until(START, "the installation has started", () -> {
            if (!started.isAlive()) {
                throw new IllegalStateException("The installation did not start; it said:\n" + said());
            }
            // A launcher that was killed leaves its file behind.
            return Endpoints.read(data)
                            .filter(e -> e.launcher() == started.pid())
                            .isPresent()
                    && isReady();
        });
        return seconds(begin);
    }

    /** @throws IllegalStateException while nothing is ready */
    public Endpoints endpoints() {
        return Endpoints.read(data)
                .orElseThrow(() -> new IllegalStateException("Nothing is ready on " + data + "; it said:\n" + said()));
    }

    public URI api() {
        return endpoints().api();
    }

    /** The simulated networks' door for trials. */
    public URI control() {
        return endpoints().control();
    }

    /** Holds stores, logs and secrets. */
    public Path data() {
        return data;
    }

    /** A secret that the launcher made, by the name of its file. */
    public String secret(String name) throws IOException {
        return Files.readString(data.resolve("secrets").resolve(name)).strip();
    }

    /** To the product's own database, in autocommit. */
    public Connection connectToPostgres() throws IOException, SQLException {
        return connectToPostgres(PostgresSettings.USER, "postgres.password");
    }

    /** To the same, as whoever may do everything there. */
    public Connection connectToPostgresAsAdmin() throws IOException, SQLException {
        return connectToPostgres(PostgresSettings.ADMIN, "postgres-admin.password");
    }

    private Connection connectToPostgres(String user, String password) throws IOException, SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + endpoints().ports().get(Part.POSTGRES.label()) + "/"
                + PostgresSettings.DATABASE;
        return DriverManager.getConnection(url, user, secret(password));
    }

    /** The last lines of the product's log that have all of the words in them. */
    public List<String> logged(int most, String... words) throws IOException {
        try (Stream<String> lines = Files.lines(data.resolve("logs").resolve("product.log"))) {
            List<String> found = lines.filter(line -> Stream.of(words).allMatch(line::contains))
                    .toList();
            return found.subList(Math.max(0, found.size() - most), found.size());
        }
    }

    /** Number of the process that serves the part, or that did until it was killed just now. */
    public long pid(Part part) {
        return endpoints().pids().get(part.label());
    }

    /**
     * Ends a part's process at once, as a power cut would (SIGKILL), and returns when it is gone.
     *
     * @return number of the killed process, for {@link #awaitAnother}
     */
    public long kill(Part part) {
        long pid = pid(part);
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        Waiting.until(KILL, part.label() + " has ended", () -> !runs(pid));
        return pid;
    }

    /**
     * Waits until the launcher has started a part again and the product takes requests.
     *
     * @param than number of the process that ended, whoever ended it
     */
    public void awaitAnother(Part part, long than) {
        Waiting.until(
                START,
                part.label() + " is back, and the product ready",
                () -> Endpoints.read(data)
                                .map(e -> e.pids().get(part.label()))
                                .filter(pid -> pid != than && runs(pid))
                                .isPresent()
                        && isReady());
    }

    /** Kills a part and waits until it is back; how many seconds until the product took requests again. */
    public double killAndAwait(Part part) {
        long begin = System.nanoTime();
        awaitAnother(part, kill(part));
        return seconds(begin);
    }

    /**
     * Asks everything to stop; how many seconds it took.
     *
     * @throws IllegalStateException when something still runs after that
     */
    public double stop() throws InterruptedException {
        Process running = launcher;
        if (running == null) {
            return 0;
        }
        long begin = System.nanoTime();
        Set<Long> processes = processes(running);
        running.destroy();
        if (!running.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The installation did not stop; it said:\n" + said());
        }
        launcher = null;
        double took = seconds(begin);
        List<Long> left = processes.stream().filter(Installation::runs).toList();
        if (!left.isEmpty()) {
            throw new IllegalStateException("After the installation stopped these processes still run: " + left);
        }
        return took;
    }

    /** Resident memory of all processes, in megabytes (2^20). */
    public double megabytes() {
        List<Long> pids = new ArrayList<>(endpoints().pids().values());
        pids.add(endpoints().launcher());
        return Footprint.megabytes(pids);
    }

    /** Time that a part was on any core since it started, in seconds. */
    public double cpuSeconds(Part part) {
        return Footprint.cpuSeconds(List.of(pid(part)));
    }

    /** Stops what still runs, by force where it must. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(stopAtExit);
        end();
    }

    private void end() {
        Process running = launcher;
        if (running == null) {
            return;
        }
        Set<Long> processes = processes(running);
        running.destroy();
        try {
            running.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.destroyForcibly();
        processes.stream()
                .filter(Installation::runs)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .forEach(ProcessHandle::destroyForcibly);
        launcher = null;
    }

    /** The launcher's children, and PostgreSQL, which is nobody's child. */
    private Set<Long> processes(Process running) {
        Set<Long> all = new LinkedHashSet<>();
        running.descendants().map(ProcessHandle::pid).forEach(all::add);
        Endpoints.read(data).ifPresent(endpoints -> all.addAll(endpoints.pids().values()));
        return all;
    }

    /** One that ended but that nobody waited for, as in a container without an init, has no command any more. */
    private static boolean runs(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().isPresent())
                .isPresent();
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
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
