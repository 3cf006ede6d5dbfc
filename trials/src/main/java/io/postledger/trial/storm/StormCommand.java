package io.postledger.trial.storm;

import io.postledger.trial.Figures;
import io.postledger.trial.Installation;
import io.postledger.trial.LaunchCommand;
import io.postledger.trial.TrialFolder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./postledger trial storm}. */
@Command(
        name = "storm",
        sortOptions = false,
        description = "Many publications due at one moment over many accounts, one of them throttled.")
public final class StormCommand implements Callable<Integer> {
    @Option(
            names = "--publications",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Default: ${DEFAULT-VALUE}.")
    private int publications;

    @Option(names = "--accounts", paramLabel = "N", defaultValue = "500", description = "Default: ${DEFAULT-VALUE}.")
    private int accounts;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "16",
            description = "Who schedule at the same time (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--axon-server", paramLabel = "HOST:PORT", description = "Keeps the events in this Axon Server.")
    private @Nullable String axonServer;

    @Option(names = "--keep", description = "Leaves the data folder for a look.")
    private boolean keep;

    @Override
    public Integer call() throws IOException {
        Figures figures = new Figures(System.out);
        List<String> options = axonServer == null ? List.of() : List.of("--axon-server", axonServer);
        try (TrialFolder folder = TrialFolder.make("storm", keep);
                Installation installation =
                        new Installation(LaunchCommand.script(), folder.path().resolve("data"), options)) {
            new StormTrial(figures, new StormSize(publications, accounts, clients)).run(installation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            figures.fell("interrupted");
        } catch (RuntimeException e) {
            figures.fell(String.valueOf(e.getMessage()));
        }
        return figures.verdict("storm");
    }
}
