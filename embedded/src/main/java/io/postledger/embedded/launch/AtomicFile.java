package io.postledger.embedded.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Small files that a reader, or a later start after a kill, finds whole or not at all. */
final class AtomicFile {

    private AtomicFile() {}

    /** The file ends up readable by its owner only. */
    static void write(Path file, String content) throws IOException {
        // createTempFile makes it for the owner's eyes only, before there is anything in it.
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), ".new");
        try {
            Files.writeString(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
