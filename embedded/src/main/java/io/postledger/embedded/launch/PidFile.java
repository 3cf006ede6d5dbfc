package io.postledger.embedded.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process is (or was) one of ours: its number and when it started. The number alone would not do: after a restart
 * of the machine it is likely to be somebody else's.
 */
record PidFile(Path file) {

    /** The start time is computed from the machine's boot time, which may be corrected while the machine runs. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    void write(ProcessHandle process) throws IOException {
        long startMillis = process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        AtomicFile.write(file, process.pid() + " " + startMillis + "\n");
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** The process, if it still lives. */
    Optional<ProcessHandle> living() {
        try {
            String[] written = Files.readString(file).strip().split(" ");
            Instant start = Instant.ofEpochMilli(Long.parseLong(written[1]));
            return ProcessHandle.of(Long.parseLong(written[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info()
                            .startInstant()
                            .filter(is -> Duration.between(is, start).abs().compareTo(TOLERANCE) <= 0)
                            .isPresent());
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException noneOrUnreadable) {
            return Optional.empty();
        }
    }
}
