package io.postledger.embedded.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Who may look. */
final class Permissions {

    private Permissions() {}

    /** Nobody but the owner reads, writes or, for a folder, enters. */
    static void onlyOwner(Path path) throws IOException {
        String permissions = Files.isDirectory(path) ? "rwx------" : "rw-------";
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
