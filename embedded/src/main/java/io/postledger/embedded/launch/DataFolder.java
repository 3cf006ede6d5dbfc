package io.postledger.embedded.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The folder that holds everything of one installation: stores, logs, secrets and what runs. Locked while open, so that
 * one launcher at a time works on it; the operating system gives the lock back however the launcher ends.
 */
final class DataFolder implements AutoCloseable {

    /** Raised when a later version lays the folder out so that this one would misread it. */
    static final int FORMAT = 1;

    private final Path root;
    private final FileChannel lockFile;

    private DataFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** Makes the folder, or opens the one that is there, and locks it. */
    static DataFolder open(Path folder) throws LaunchFailure {
        Path shown = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(shown);
            Path root = shown.toRealPath();
            checkFormat(root);
            for (String part : new String[] {"run", "logs", "secrets"}) {
                Files.createDirectories(root.resolve(part));
            }
            Permissions.onlyOwner(root.resolve("secrets"));
            FileChannel channel = FileChannel.open(
                    root.resolve("run/launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new LaunchFailure("Another Postledger already runs on " + shown + ".");
            }
            return new DataFolder(root, channel);
        } catch (IOException e) {
            throw new LaunchFailure("The data folder " + shown + " cannot be read and written: " + reason(e) + ".", e);
        }
    }

    Path root() {
        return root;
    }

    Path store(String name) {
        return root.resolve(name);
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    Path run(String name) {
        return root.resolve("run").resolve(name);
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static void checkFormat(Path root) throws IOException, LaunchFailure {
        Path file = root.resolve("format");
        if (Files.exists(file)) {
            String written = Files.readString(file).strip();
            if (!written.matches("\\d{1,9}")) {
                throw new LaunchFailure("The data folder " + root + " is damaged: its file 'format' holds no number.");
            }
            if (Integer.parseInt(written) > FORMAT) {
                throw new LaunchFailure("The data folder " + root + " was written by a newer Postledger (format "
                        + written + ", this one knows " + FORMAT + "): run that one.");
            }
            return;
        }
        try (Stream<Path> content = Files.list(root)) {
            if (content.findAny().isPresent()) {
                throw new LaunchFailure(
                        "The folder " + root + " holds something that is not Postledger's: choose an empty one.");
            }
        }
        // The stores' files hold what people wrote, and not every store protects its own.
        Permissions.onlyOwner(root);
        AtomicFile.write(file, FORMAT + "\n");
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisJvm) {
            return null;
        }
    }

    private static String reason(IOException e) {
        String kind = e.getClass().getSimpleName().replace("Exception", "");
        return e.getMessage() == null ? kind : kind + " " + e.getMessage();
    }
}
