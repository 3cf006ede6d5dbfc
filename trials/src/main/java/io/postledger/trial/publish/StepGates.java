package io.postledger.trial.publish;

import io.postledger.trial.LaunchCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder through which the product is stopped at a step of publishing: a file named after a step arms it, and
 * {@code STEP.reached} in its place says that a thread of the product waits there, for ten seconds at most.
 */
final class StepGates {
    /** As the saga names them: io.postledger.saga.step.Step. */
    static final List<String> STEPS = List.of(
            "DUE",
            "BEGUN",
            "TAKEN_UP",
            "REFRESHING",
            "REFRESHED",
            "INTENT",
            "ANSWERED",
            "RECORDED",
            "LOOKING_UP",
            "LOOKED_UP",
            "HOLDING",
            "RELEASING",
            "FINISHING");

    private static final String VARIABLE = "POSTLEDGER_TRIAL_STEPGATE";

    /** The trial spends its time on restarts, which take half as long without the second compiler. */
    private static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";

    private static final String FAST_START = "-XX:TieredStopAtLevel=1";

    private final Path folder;

    StepGates(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same installation, with a product that stops at armed steps, and whose budgets are beyond the trial's posts. */
    LaunchCommand watched(LaunchCommand command, List<TrialNetwork> networks) {
        Stream<String> options =
                Stream.concat(Stream.of(FAST_START), networks.stream().flatMap(n -> n.jvmOptions().stream()));
        return command.with(VARIABLE, folder.toString()).with(JVM_OPTIONS, options.collect(Collectors.joining(" ")));
    }

    void arm(Collection<String> steps) {
        try {
            for (String step : steps) {
                Files.writeString(folder.resolve(step), "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The steps at which a thread waits, or waited. */
    List<String> reached() {
        return STEPS.stream()
                .filter(step -> Files.exists(folder.resolve(step + ".reached")))
                .toList();
    }

    /** Nothing stops any more, and nothing has been reached. */
    void clear() {
        try {
            for (String step : STEPS) {
                Files.deleteIfExists(folder.resolve(step));
                Files.deleteIfExists(folder.resolve(step + ".reached"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
