package io.postledger.trial.demo;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo workspace as a process of its own. Exits with 0 when it is whole, with 1 and one sentence otherwise. */
@Command(name = "demo", description = "Fills a running installation with a demo workspace, through its API.")
public final class DemoMain implements Callable<Integer> {
    @Option(names = "--api", required = true, paramLabel = "URL", description = "Address of the product.")
    private URI api;

    @Option(
            names = "--handles",
            split = ",",
            defaultValue = "harbour_radio,atelier_lumen,northbike",
            description = "Three accounts of the simulated X (default: ${DEFAULT-VALUE}).")
    private List<String> handles;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DemoMain()).execute(arguments));
    }

    @Override
    public Integer call() {
        try {
            new DemoWorkspace(Clock.systemUTC()).create(api, handles);
            System.out.println("The demo workspace is ready: sign in as " + DemoWorkspace.EMAIL + ".");
            return 0;
        } catch (RuntimeException e) {
            System.err.println("The demo workspace could not be made: " + e.getMessage());
            return 1;
        }
    }
}
