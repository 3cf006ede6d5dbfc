package io.postledger.trial.publish;

import io.postledger.trial.Figures;
import io.postledger.trial.Installation;
import io.postledger.trial.LaunchCommand;
import io.postledger.trial.TrialFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./postledger trial publish}. */
@Command(
        name = "publish",
        sortOptions = false,
        description = "Publishes while everything is killed and the networks misbehave; then compares, post by post.")
public final class PublishCommand implements Callable<Integer> {
    @Option(
            names = "--posts",
            paramLabel = "N",
            defaultValue = "400",
            description = "At least (default: ${DEFAULT-VALUE}).")
    private int posts;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "100",
            description = "Kills of processes, at every step and at random moments (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of posts, faults and the order of kills (default: another each time).")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "60",
            description = "How long all of it may take; what is not final then is stuck (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--networks",
            paramLabel = "NAME",
            split = ",",
            description = "Only these, such as x,linkedin (default: all).")
    private Set<String> networks = new LinkedHashSet<>();

    @Option(names = "--accounts", defaultValue = "4", description = "On each network (default: ${DEFAULT-VALUE}).")
    private int accounts;

    @Option(
            names = "--steps-at-once",
            paramLabel = "N",
            defaultValue = "1",
            description = "At how many steps a thread waits when the product is killed (default: ${DEFAULT-VALUE}).")
    private int stepsAtOnce;

    @Option(names = "--axon-server", paramLabel = "HOST:PORT", description = "Keeps the events in this Axon Server.")
    private @Nullable String axonServer;

    @Option(names = "--keep", description = "Leaves the data folder for a look.")
    private boolean keep;

    @Override
    public Integer call() throws IOException {
        Figures figures = new Figures(System.out);
        long chosen = seed == null ? System.nanoTime() & 0xffff : seed;
        List<TrialNetwork> used = TrialNetwork.of(networks);
        String again = "./postledger trial publish --posts " + posts + " --kills " + kills + " --seed " + chosen
                + " --minutes " + minutes + " --steps-at-once " + stepsAtOnce + " --accounts " + accounts
                + " --networks "
                + String.join(",", used.stream().map(TrialNetwork::name).toList())
                + (axonServer == null ? "" : " --axon-server " + axonServer);
        System.out.println("Seed " + chosen + "; the same again: " + again);
        try {
            run(figures, used, chosen);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            figures.fell("interrupted");
        } catch (RuntimeException e) {
            figures.fell(String.valueOf(e.getMessage()));
        }
        System.out.println("Seed " + chosen + "; the same again: " + again);
        return figures.verdict("publish");
    }

    private void run(Figures figures, List<TrialNetwork> used, long chosen) throws IOException, InterruptedException {
        List<String> options = axonServer == null ? List.of() : List.of("--axon-server", axonServer);
        PublishSize size = new PublishSize(posts, kills, stepsAtOnce, accounts, Duration.ofMinutes(minutes));
        try (TrialFolder folder = TrialFolder.make("publish", keep)) {
            StepGates gates = new StepGates(folder.path().resolve("gates"));
            try (Installation installation = new Installation(
                    gates.watched(LaunchCommand.script(), used), folder.path().resolve("data"), options)) {
                new PublishTrial(figures, size, used, chosen, System.out).run(installation, gates);
            }
        }
    }
}
