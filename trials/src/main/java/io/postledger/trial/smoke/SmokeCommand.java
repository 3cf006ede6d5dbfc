package io.postledger.trial.smoke;

import io.postledger.trial.Figures;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
                new SmokeTrial(figures, seed).run(url, control);
            }
        } catch (RuntimeException e) {
            figures.fell(String.valueOf(e.getMessage()));
        }
        List<String> missed = figures.missed();
        System.out.println(
                missed.isEmpty() ? "trial smoke: held" : "trial smoke: fell short: " + String.join("; ", missed));
        return missed.isEmpty() ? 0 : 1;
    }

    private void onAFolderOfItsOwn(Figures figures) throws IOException {
        Path folder = Files.createTempDirectory("postledger-smoke");
        Path command = Path.of(System.getProperty("postledger.command", "./postledger"));
        ProductRun product = new ProductRun(command, folder.resolve("data"), axonServer);
        Thread end = new Thread(product::close, "end-of-trial");
        Runtime.getRuntime().addShutdownHook(end);
        try (product) {
            new SmokeTrial(figures, seed).run(product);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            figures.fell("interrupted");
        } finally {
            Runtime.getRuntime().removeShutdownHook(end);
            if (keep) {
                System.out.println("The data folder is kept: " + folder);
            } else {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
