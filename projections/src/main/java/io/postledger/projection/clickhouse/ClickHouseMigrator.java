package io.postledger.projection.clickhouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Makes the database and its tables from the files {@code clickhouse/NNN__name.sql} on the classpath, in the order of
 * their names, and records which ran, with their checksums. The record stands in the same database: one that was wiped
 * is made again.
 *
 * <p>Every statement must be one that may run again ({@code IF NOT EXISTS}): two nodes may start at once, and all files
 * run again where a table has gone missing. Statements end with a semicolon at the end of a line.
 */
final class ClickHouseMigrator {
    private static final Logger log = LoggerFactory.getLogger(ClickHouseMigrator.class);
    private static final String FILES = "classpath*:clickhouse/*.sql";

    private final ClickHouseStore store;
    private final String database;

    /** @param database that the tables are made in */
    ClickHouseMigrator(ClickHouseStore store, String database) {
        this.store = store;
        this.database = database;
    }

    /** Brings the database up to date; all of the given tables are there afterwards. */
    void ensure(List<String> tables) {
        store.execute("default", "CREATE DATABASE IF NOT EXISTS " + database);
        store.execute(database, """
                CREATE TABLE IF NOT EXISTS schema_file
                (file String, checksum String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
                ENGINE = ReplacingMergeTree(applied_at) ORDER BY file
                """);
        Map<String, String> applied = applied();
        boolean whole = missing(tables).isEmpty();
        for (SqlFile file : files()) {
            String known = applied.get(file.name());
            if (known != null && !known.equals(file.checksum())) {
                throw new IllegalStateException(file.name() + " was changed after it ran; add a new file instead");
            }
            if (known == null || !whole) {
                apply(file);
            }
        }
        List<String> missing = missing(tables);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("No file makes the ClickHouse tables " + missing);
        }
    }

    private void apply(SqlFile file) {
        log.info("ClickHouse: applying {}", file.name());
        file.statements().forEach(statement -> store.execute(database, statement));
        store.execute(
                database,
                "INSERT INTO schema_file (file, checksum) VALUES ('%s', '%s')".formatted(file.name(), file.checksum()));
    }

    private Map<String, String> applied() {
        return store.query(database, "SELECT file, checksum FROM schema_file FINAL", Map.of()).stream()
                .collect(Collectors.toMap(row -> row.getString("file"), row -> row.getString("checksum")));
    }

    private List<String> missing(List<String> tables) {
        List<String> present =
                store
                        .query(database, "SELECT name FROM system.tables WHERE database = currentDatabase()", Map.of())
                        .stream()
                        .map(row -> row.getString("name"))
                        .toList();
        return tables.stream().filter(table -> !present.contains(table)).toList();
    }

    private static List<SqlFile> files() {
        try {
            var resolver = new PathMatchingResourcePatternResolver(ClickHouseMigrator.class.getClassLoader());
            List<SqlFile> files = new ArrayList<>();
            for (var resource : resolver.getResources(FILES)) {
                files.add(new SqlFile(resource.getFilename(), resource.getContentAsString(StandardCharsets.UTF_8)));
            }
            files.sort(Comparator.comparing(SqlFile::name));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One file of statements. */
    record SqlFile(String name, String text) {
        String checksum() {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        }

        List<String> statements() {
            return Arrays.stream(text.split(";\\s*(\\R|$)"))
                    .filter(statement -> !statement.isBlank())
                    .toList();
        }
    }
}
