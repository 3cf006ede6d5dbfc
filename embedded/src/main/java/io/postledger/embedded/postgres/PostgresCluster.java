package io.postledger.embedded.postgres;

import io.postledger.embedded.postgres.PostgresSettings.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes a cluster with the product's user and database in it, whole or not at all. */
final class PostgresCluster {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PostgresProgram programs;
    private final PostgresSettings settings;

    PostgresCluster(PostgresProgram programs, PostgresSettings settings) {
        this.programs = programs;
        this.settings = settings;
    }

    /**
     * Works in a folder beside the final one and renames at the end: a start that is killed in between leaves nothing
     * that a later start could take for a cluster.
     */
    void create() throws IOException {
        Path target = settings.dataDirectory();
        Files.createDirectories(target.getParent());
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        FileTrees.delete(unfinished);
        initialise(unfinished);
        createUserAndDatabase(unfinished);
        // An empty folder may stand where the cluster goes.
        Files.deleteIfExists(target);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void initialise(Path directory) throws IOException {
        Path passwordFile = Files.createTempFile(
                directory.getParent(),
                "initdb",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, settings.adminPassword() + "\n");
            List<String> arguments = new ArrayList<>(List.of(
                    "-D",
                    directory.toString(),
                    "-U",
                    PostgresSettings.ADMIN,
                    "--pwfile=" + passwordFile,
                    "-A",
                    "scram-sha-256",
                    "-E",
                    "UTF8",
                    // PostgreSQL's own collation: an index sorted on one machine is right on every other.
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
            if (settings.durability() == Durability.KILLED_PROCESS) {
                arguments.add("--no-sync");
            }
            check("initdb", programs.run("initdb", "", PATIENCE, arguments.toArray(String[]::new)));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    /** In PostgreSQL's single-user mode, which needs no port and no connection. One statement a line. */
    private void createUserAndDatabase(Path directory) throws IOException {
        String statements = "CREATE ROLE %s LOGIN PASSWORD '%s'\nCREATE DATABASE %s OWNER %s\n"
                .formatted(
                        PostgresSettings.USER,
                        settings.password().replace("'", "''"),
                        PostgresSettings.DATABASE,
                        PostgresSettings.USER);
        PostgresProgram.Outcome outcome =
                programs.run("postgres", statements, PATIENCE, "--single", "-D", directory.toString(), "postgres");
        check("making the database", outcome);
        if (outcome.output().contains("ERROR:")) {
            throw new IOException("PostgreSQL did not make the database postledger.");
        }
    }

    private static void check(String step, PostgresProgram.Outcome outcome) throws IOException {
        if (outcome.failed()) {
            List<String> lines =
                    outcome.output().lines().filter(l -> !l.isBlank()).toList();
            String last = lines.isEmpty() ? "exit code " + outcome.exitCode() : lines.get(lines.size() - 1);
            throw new IOException("PostgreSQL: " + step + " failed: " + last);
        }
    }
}
