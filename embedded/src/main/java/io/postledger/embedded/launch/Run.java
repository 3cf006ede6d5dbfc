package io.postledger.embedded.launch;

import io.postledger.embedded.postgres.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One run on one data folder, from the first process to the last. */
final class Run {

    private final DataFolder data;
    private final Options options;
    private final Console console;
    private volatile Supervisor supervisor;

    /**
     * @param demoClasspath where the demo's maker is, or null for no demo
     * @param axonServer HOST:PORT, or null for the embedded event store
     */
    record Options(int port, String demoClasspath, String axonServer, Path product) {}

    Run(DataFolder data, Options options, Console console) {
        this.data = data;
        this.options = options;
        this.console = console;
    }

    /** Starts everything, says so, and stops everything when {@code stop} is done, or when the start fails. */
    void untilStopped(CompletableFuture<Void> stop) throws LaunchFailure, IOException {
        if (!Files.isReadable(options.product())) {
            throw new LaunchFailure("The product has not been built: there is no " + options.product() + ".");
        }
        long begin = System.nanoTime();
        console.line("Postledger starts on " + data.root());
        Ports ports = prepare();
        if (stop.isDone()) {
            return;
        }
        EndpointsFile endpoints = new EndpointsFile(data, ports);
        Supervisor running = supervisor(ports, endpoints);
        supervisor = running;
        try {
            if (readyBeforeStop(running.start(Stack.startOrder()), stop)) {
                write(endpoints, running);
                registerDemoUser();
                welcome(Duration.ofNanos(System.nanoTime() - begin));
                withDemo(stop);
            }
        } finally {
            console.line("Stopping.");
            endpoints.delete();
            running.stop();
        }
        console.line("Stopped; nothing is left running, and all data is in " + data.root() + ".");
    }

    private void withDemo(CompletableFuture<Void> stop) throws IOException {
        if (options.demoClasspath() == null) {
            stop.join();
            return;
        }
        LogFile.bound(data.log("demo"), LogFile.LIMIT);
        try (DemoFill demo = DemoFill.start(options.demoClasspath(), url(), data.log("demo"), console)) {
            stop.join();
        }
    }

    /** Ends all processes at once; their stores recover at the next start. */
    void kill() {
        Supervisor running = supervisor;
        if (running != null) {
            running.kill();
        }
    }

    private Ports prepare() throws LaunchFailure, IOException {
        Leftovers.stop(data);
        if (!FreePorts.isFree(options.port())) {
            throw new LaunchFailure(
                    "Port " + options.port() + " is in use: stop what listens there, or choose another with --port.");
        }
        return Ports.of(new PortBook(data.run("ports.properties")), options.port());
    }

    private Supervisor supervisor(Ports ports, EndpointsFile endpoints) throws LaunchFailure, IOException {
        boolean firstStart = !PostgresServer.isInitialised(Stack.postgresData(data));
        Secrets secrets = Secrets.of(data, firstStart);
        List<Child> children = new Stack(data, ports, secrets)
                .children(
                        options.product(),
                        ProductEnvironment.of(
                                ports, secrets, data.store("anchors").resolve("ledger.ndjson"), options.axonServer()));
        for (Child child : children) {
            LogFile.rotate(child.log());
        }
        return new Supervisor(children, console, () -> write(endpoints, supervisor));
    }

    /** @return false when asked to stop first */
    private static boolean readyBeforeStop(CompletableFuture<Void> ready, CompletableFuture<Void> stop)
            throws LaunchFailure {
        try {
            CompletableFuture.anyOf(ready, stop).join();
            return !stop.isDone();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LaunchFailure failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void write(EndpointsFile endpoints, Supervisor running) {
        try {
            endpoints.write(running.processes());
        } catch (IOException e) {
            console.line("run/endpoints.json could not be written: " + e.getMessage());
        }
    }

    private void registerDemoUser() {
        try {
            new DemoUser(URI.create(url()), data).registerOnce();
        } catch (IOException e) {
            console.line("The demo user could not be registered: " + e.getMessage() + ". The next start tries again.");
        }
    }

    private void welcome(Duration took) {
        console.line("""

                Postledger is ready, after %.1f s.

                  API           %s/api
                  OpenAPI page  %s/docs
                  Health        %s/actuator/health
                  Demo user     %s / %s
                  Data          %s
                  Logs          %s

                Ctrl-C stops it.
                """.formatted(
                        took.toMillis() / 1000.0,
                        url(),
                        url(),
                        url(),
                        DemoUser.EMAIL,
                        DemoUser.PASSWORD,
                        data.root(),
                        data.root().resolve("logs")));
    }

    private String url() {
        return "http://127.0.0.1:" + options.port();
    }
}
