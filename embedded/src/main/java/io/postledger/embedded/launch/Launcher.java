package io.postledger.embedded.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./postledger run}. Exits with 0 when it was asked to stop and did, with 1 and one sentence otherwise. */
@Command(
        name = "postledger run",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Starts Postledger with everything it needs, and stops it on Ctrl-C.")
public final class Launcher implements Callable<Integer> {

    private static final int FORCED = 130;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder that keeps all data and logs (default: data, beside this command).")
    private Path folder;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the API on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--demo",
            description = "Fills an empty installation with a demo workspace: accounts, posts in every state, metrics.")
    private boolean demo;

    @Option(
            names = "--axon-server",
            paramLabel = "HOST:PORT",
            description = "Keeps the events in this Axon Server instead of the embedded event store.")
    private String axonServer;

    @Option(names = "--help", usageHelp = true, description = "Shows this.")
    private boolean help;

    /** The product's jar; the script knows where the build put it. */
    @Option(names = "--product", hidden = true, required = true)
    private Path product;

    /** Where the demo's maker is; from the environment, since a class path on the command line hides all else from ps. */
    private static final String DEMO_CLASSPATH = "POSTLEDGER_DEMO_CLASSPATH";

    private final Console console = new Console(System.out);

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Launcher());
        line.setParameterExceptionHandler((wrong, given) -> {
            System.err.println(wrong.getMessage() + " (see: postledger run --help)");
            return 2;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() {
        try {
            check();
            try (DataFolder data = DataFolder.open(folder)) {
                run(data);
            }
            return 0;
        } catch (LaunchFailure e) {
            System.err.println(e.getMessage());
        } catch (IOException e) {
            System.err.println("Postledger cannot run: " + e.getMessage());
        }
        return 1;
    }

    private void check() throws LaunchFailure {
        if (port < 1 || port > 65_535) {
            throw new LaunchFailure("A port is a number from 1 to 65535, not " + port + ".");
        }
        if (axonServer != null) {
            axonServer = AxonServerAddress.reachable(axonServer);
        }
    }

    private void run(DataFolder data) throws LaunchFailure, IOException {
        String demoClasspath = demo ? System.getenv(DEMO_CLASSPATH) : null;
        Run run = new Run(data, new Run.Options(port, demoClasspath, axonServer, product), console);
        CompletableFuture<Void> stop = new CompletableFuture<>();
        StopSignals.handle(() -> stop.complete(null), () -> {
            run.kill();
            Runtime.getRuntime().halt(FORCED);
        });
        run.untilStopped(stop);
    }
}
