package io.postledger.trial.bench;

import io.postledger.trial.Figures;
import io.postledger.trial.TrialFolder;
import io.postledger.trial.history.AxonServerLog;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./postledger trial bench}. */
@Command(
        name = "bench",
        sortOptions = false,
        description = "Measures what the product takes of what its stores can do, on a history of its own.")
public final class BenchCommand implements Callable<Integer> {
    @Option(names = "--events", paramLabel = "N", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
    private long events;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each term is measured; the median counts (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Measures these only: count, posts, metrics, all (and the heap's bar),"
                    + " commands, privacy, history, defaults, segments, serving, api, growth.")
    private Set<String> only = Set.of();

    @Option(
            names = "--axon-server",
            paramLabel = "HOST:PORT",
            description = "Keeps the events in this Axon Server, which has none yet.")
    private @Nullable String axonServer;

    @Option(names = "--keep", description = "Leaves the data folder for a look.")
    private boolean keep;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        Figures figures = new Figures(System.out);
        Bench.Size size = new Bench.Size(events, seed, rounds);
        Bench bench = new Bench(System.out, size, only);
        AxonServerLog.requireEmpty(axonServer, command);
        try (TrialFolder folder = TrialFolder.make("bench", keep);
                BenchRoom room = new BenchRoom(folder.path(), size, axonServer)) {
            bench.run(room).stream()
                    .filter(ratio -> !ratio.held())
                    .forEach(ratio -> figures.fell(String.format(
                            Locale.ROOT, "%s: %.3f, not %.3g", ratio.name(), ratio.value(), ratio.bar())));
        }
        return figures.verdict("bench");
    }
}
