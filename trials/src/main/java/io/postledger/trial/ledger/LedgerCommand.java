package io.postledger.trial.ledger;

import io.postledger.trial.Figures;
import io.postledger.trial.TrialFolder;
import io.postledger.trial.history.AxonServerLog;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./postledger trial ledger}. */
@Command(
        name = "ledger",
        sortOptions = false,
        description =
                "Alters, removes, adds and reorders events by the thousand, in the store and in bundles, swaps heads and"
                        + " keys, puts old states back: each must be found and located, and nothing where nothing was done.")
public final class LedgerCommand implements Callable<Integer> {
    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "600",
            description = "Of a history (default: ${DEFAULT-VALUE}).")
    private long events;

    @Option(names = "--mutations", paramLabel = "N", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}.")
    private int mutations;

    @Option(
            names = "--untouched",
            paramLabel = "N",
            defaultValue = "10",
            description = "Stores left alone (default: ${DEFAULT-VALUE}).")
    private int untouched;

    @Option(names = "--seed", paramLabel = "S", description = "Default: another each time.")
    private @Nullable Long seed;

    @Option(
            names = "--figures",
            paramLabel = "N",
            description =
                    "Measures with a history of so many events instead: the tree against a bare read, proofs, a bundle.")
    private @Nullable Long measured;

    @Option(
            names = "--axon-server",
            paramLabel = "HOST:PORT",
            description =
                    "Keeps the events in this Axon Server, which has none yet; then nothing is done to them there, but"
                            + " to the ledger's tables and to bundles.")
    private @Nullable String axonServer;

    @Option(names = "--keep", description = "Leaves the data folder for a look.")
    private boolean keep;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        long number = seed == null ? new Random().nextInt(1_000_000) : seed;
        System.out.println("Again: ./postledger trial ledger --events " + events + " --mutations " + mutations
                + " --untouched " + untouched + " --seed " + number);
        AxonServerLog.requireEmpty(axonServer, command);
        Figures figures = new Figures(System.out);
        try (TrialFolder folder = TrialFolder.make("ledger", keep)) {
            if (measured != null) {
                new LedgerFigures(figures, number, measured, axonServer).run(folder.path());
            } else {
                new LedgerTrial(figures, number, events, mutations, untouched, axonServer).run(folder.path());
            }
        }
        return figures.verdict("ledger");
    }
}
