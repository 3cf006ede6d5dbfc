package io.postledger.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for one trial's installation, gone with the trial unless it is kept for a look. */
public final class TrialFolder implements AutoCloseable {
    private final Path path;
    private final boolean keep;

    private TrialFolder(Path path, boolean keep) {
        this.path = path;
        this.keep = keep;
    }

    /** @param keep whether to leave it, and to say where it is */
    public static TrialFolder make(String trial, boolean keep) throws IOException {
        return new TrialFolder(Files.createTempDirectory("postledger-" + trial), keep);
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (keep) {
            System.out.println("The data folder is kept: " + path);
            return;
        }
        delete(path);
    }

    /** Removes a folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
