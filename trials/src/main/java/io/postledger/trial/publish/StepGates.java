package io.postledger.trial.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The folder through which the product is stopped at a step of publishing: a file named after a step arms it, and
 * {@code STEP.reached} in its place says that a thread of the product waits there, for ten seconds at most.
 */
final class StepGates {
    /** As the saga names them: io.postledger.saga.publication.Step. */
    static final List<String> STEPS = List.of(
            "DUE",
            "BEGUN",
            "TAKEN_UP",
            "INTENT",
            "ANSWERED",
            "RECORDED",
            "LOOKING_UP",
            "LOOKED_UP",
            "HOLDING",
            "RELEASING",
            "FINISHING");

    /** The environment variable that tells the product of the folder. */
    static final String VARIABLE = "POSTLEDGER_TRIAL_STEPGATE";

    private final Path folder;

    StepGates(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its path, for {@link #VARIABLE}. */
    String folder() {
        return folder.toString();
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
