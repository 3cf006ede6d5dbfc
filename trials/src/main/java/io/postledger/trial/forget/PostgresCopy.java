package io.postledger.trial.forget;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Backups of a PostgreSQL that runs: its files, and what it says of every row, as a dump has it. */
final class PostgresCopy {
    private static final Set<String> NOT_OF_A_BACKUP = Set.of("postmaster.pid", "postmaster.opts");

    private PostgresCopy() {}

    /**
     * While all of it stands still (SIGSTOP), as a snapshot of a disk has it: the embedded server writes too little of a log for
     * a backup by its own functions.
     *
     * @param server its main process
     */
    static void ofFiles(ProcessHandle server, Path cluster, Path into) throws IOException, InterruptedException {
        // First the one that would start others.
        signal("-STOP", List.of(server));
        List<ProcessHandle> helpers = server.descendants().toList();
        signal("-STOP", helpers);
        try {
            copy(cluster, into);
        } finally {
            signal("-CONT", helpers);
            signal("-CONT", List.of(server));
        }
    }

    private static void signal(String signal, List<ProcessHandle> processes) throws IOException, InterruptedException {
        for (ProcessHandle process : processes) {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    /** Copies all that is below a folder, but for what says which process has it. */
    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(
                        to.resolve(from.relativize(folder)),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = from.relativize(file).toString();
                if (!NOT_OF_A_BACKUP.contains(name)) {
                    Files.copy(file, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Each word that a row of the product's tables has, with the table and the form: also what PostgreSQL itself has compressed. */
    static List<ByteSearch.Found> search(Connection connection, ByteSearch search) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        Map<String, ByteSearch.Found> found = new LinkedHashMap<>();
        for (String table : tables) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT one::text FROM \"" + table + "\" AS one")) {
                while (rows.next()) {
                    search.words(rows.getString(1).getBytes(StandardCharsets.UTF_8))
                            .forEach((word, form) -> found.putIfAbsent(
                                    table + word, new ByteSearch.Found(word, Path.of("table", table), form)));
                }
            }
        }
        return List.copyOf(found.values());
    }
}
