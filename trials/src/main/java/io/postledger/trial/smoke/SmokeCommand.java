package io.postledger.trial.smoke;

import io.postledger.trial.Figures;
import io.postledger.trial.Installation;
import io.postledger.trial.LaunchCommand;
import io.postledger.trial.TrialFolder;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./postledger trial smoke}. */
@Command(
        name = "smoke",
        sortOptions = false,
        description = "The whole job over HTTP on an empty data folder, with a crash and a restart in the middle.")
public final class SmokeCommand implements Callable<Integer> {
    @Option(names = "--axon-server", paramLabel = "HOST:PORT", description = "Keeps the events in this Axon Server.")
    private @Nullable String axonServer;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Tries the product that runs there instead of starting one: no crash, no restart, no memory.")
    private @Nullable URI url;

    @Option(
            names = "--control",
            paramLabel = "URL",
            description = "With --url: the simulated network's control door, networksControlUrl of run/endpoints.json.")
    private @Nullable URI control;

    @Option(names = "--seed", defaultValue = "1", description = "Of the texts (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--keep", description = "Leaves the data folder for a look.")
    private boolean keep;

    @Override
    public Integer call() throws IOException {
        Figures figures = new Figures(System.out);
        try {
            if (url == null) {
                onAFolderOfItsOwn(figures);
            } else if (control == null) {
                figures.fell("--url needs --control too, to ask the network what was really posted");
            } else {
                new SmokeTrial(figures, SmokeSize.FULL, seed).run(url, control);
            }
        } catch (RuntimeException e) {
            figures.fell(String.valueOf(e.getMessage()));
        }
        return figures.verdict("smoke");
    }

    private void onAFolderOfItsOwn(Figures figures) throws IOException {
        List<String> options = axonServer == null ? List.of() : List.of("--axon-server", axonServer);
        try (TrialFolder folder = TrialFolder.make("smoke", keep);
                Installation installation =
                        new Installation(LaunchCommand.script(), folder.path().resolve("data"), options)) {
            new SmokeTrial(figures, SmokeSize.FULL, seed).run(installation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            figures.fell("interrupted");
        }
    }
}
