package io.postledger.trial.forget;

import io.postledger.trial.Figures;
import io.postledger.trial.Installation;
import io.postledger.trial.LaunchCommand;
import io.postledger.trial.TrialFolder;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./postledger trial forget}. */
@Command(
        name = "forget",
        sortOptions = false,
        description = "Erases a workspace and a person, and looks for them in every byte that the product keeps.")
public final class ForgetCommand implements Callable<Integer> {
    @Option(names = "--seed", defaultValue = "1", description = "Of the words (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--keep", description = "Leaves the data folder for a look.")
    private boolean keep;

    @Override
    public Integer call() throws IOException {
        Figures figures = new Figures(System.out);
        try (TrialFolder folder = TrialFolder.make("forget", keep);
                Installation installation = new Installation(
                        ForgetTrial.impatient(LaunchCommand.script()),
                        folder.path().resolve("data"),
                        List.of())) {
            new ForgetTrial(figures, seed, true).run(installation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            figures.fell("interrupted");
        } catch (RuntimeException | SQLException e) {
            figures.fell(String.valueOf(e.getMessage()));
        }
        return figures.verdict("forget");
    }
}
