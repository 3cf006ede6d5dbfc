package io.postledger.trial.forget;

import io.postledger.trial.Figures;
import io.postledger.trial.Installation;
import io.postledger.trial.LaunchCommand;
import io.postledger.trial.TrialFolder;
import io.postledger.trial.history.AxonServerLog;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./postledger trial forget}. */
@Command(
        name = "forget",
        sortOptions = false,
        description = "Erases a workspace and its people, and looks for them in every byte that the product keeps.")
public final class ForgetCommand implements Callable<Integer> {
    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "3",
            description = "Besides the owner (default: ${DEFAULT-VALUE}).")
    private int people;

    @Option(
            names = "--posts",
            paramLabel = "N",
            defaultValue = "20",
            description = "That are published (default: ${DEFAULT-VALUE}).")
    private int posts;

    @Option(names = "--seed", paramLabel = "S", description = "Of the words (default: another each time).")
    private @Nullable Long seed;

    @Option(
            names = "--axon-server",
            paramLabel = "HOST:PORT",
            description = "Keeps the events in this Axon Server, which has none yet.")
    private @Nullable String axonServer;

    @Option(
            names = "--also",
            paramLabel = "DIR",
            description = "Searches this folder in the end as well, such as the Axon Server's.")
    private List<Path> also = List.of();

    @Option(names = "--keep", description = "Leaves the data folder for a look.")
    private boolean keep;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        long number = seed == null ? new Random().nextInt(1_000_000) : seed;
        System.out.println("Again: ./postledger trial forget --people " + people + " --posts " + posts + " --seed "
                + number + (axonServer == null ? "" : " --axon-server " + axonServer));
        AxonServerLog.requireEmpty(axonServer, command);
        ForgetSize size = new ForgetSize(number, people, posts, true, axonServer);
        Figures figures = new Figures(System.out);
        try (TrialFolder folder = TrialFolder.make("forget", keep);
                Installation installation = new Installation(
                        ForgetTrial.impatient(LaunchCommand.script()),
                        folder.path().resolve("data"),
                        size.options())) {
            new ForgetTrial(figures, size, folder.path().resolve("taken"), also).run(installation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            figures.fell("interrupted");
        } catch (RuntimeException | SQLException e) {
            figures.fell(String.valueOf(e.getMessage()));
        }
        return figures.verdict("forget");
    }
}
