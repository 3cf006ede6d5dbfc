package io.postledger.trial.rebuild;

import io.postledger.trial.Figures;
import io.postledger.trial.Installation;
import io.postledger.trial.LaunchCommand;
import io.postledger.trial.TrialFolder;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./postledger trial rebuild}. */
@Command(
        name = "rebuild",
        sortOptions = false,
        description =
                "Builds projections again while everything is killed, an event is damaged and people work; compares"
                        + " what they hold.")
public final class RebuildCommand implements Callable<Integer> {
    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "30000",
            description = "Of the history (default: ${DEFAULT-VALUE}).")
    private long events;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of history, kills and damage (default: another each time).")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "2",
            description = "How long people work while rebuilds run one after another (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--keep", description = "Leaves the data folder for a look.")
    private boolean keep;

    @Override
    public Integer call() throws IOException {
        long number = seed == null ? new Random().nextInt(1_000_000) : seed;
        System.out.println(
                "Again: ./postledger trial rebuild --events " + events + " --minutes " + minutes + " --seed " + number);
        Figures figures = new Figures(System.out);
        try (TrialFolder folder = TrialFolder.make("rebuild", keep);
                Installation installation = new Installation(
                        RebuildTrial.droppingSoon(LaunchCommand.script()),
                        folder.path().resolve("data"),
                        List.of())) {
            new RebuildTrial(figures, RebuildSize.full(events, minutes), number).run(installation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            figures.fell("interrupted");
        } catch (RuntimeException | SQLException e) {
            figures.fell(String.valueOf(e.getMessage()));
        }
        return figures.verdict("rebuild");
    }
}
