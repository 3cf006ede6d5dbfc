package io.postledger.trial.forget;

import io.postledger.privacy.MasterKeyLostException;
import io.postledger.privacy.MasterKeys;
import io.postledger.privacy.PostgresSubjectKeys;
import io.postledger.trial.Figures;
import io.postledger.trial.Installation;
import io.postledger.trial.LaunchCommand;
import io.postledger.trial.Operator;
import io.postledger.trial.OwnPostgres;
import io.postledger.trial.history.ProductSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A copy of PostgreSQL's files from before an erasure, put back beside the secrets that the product has now: as an operator
 * does who needs the rest of it, or somebody who wants the erased back.
 */
final class RestoredBackup {
    /** Where decision 22 says that a copy from before is readable: ids at networks of what was published or asked for. */
    private static final Set<String> SAID_TO_BE_READABLE = Set.of("table/collected_post", "table/pending_connection");

    private final Figures figures;
    private final Canaries canaries;
    private final Canaries neighbours;
    private final Path data;

    /** @param data holds the copy, in {@code postgres} */
    RestoredBackup(Figures figures, Canaries canaries, Canaries neighbours, Path data) {
        this.figures = figures;
        this.canaries = canaries;
        this.neighbours = neighbours;
        this.data = data;
    }

    /**
     * Nothing is readable with the keys that are in the copy; with those of now what is not erased.
     *
     * @param installation the present one, whose secrets are there
     * @param keys its table of keys
     */
    void requireErased(
            Path installation, TakenFiles before, List<Map<String, @Nullable Object>> keys, ByteSearch search)
            throws IOException, SQLException {
        PostgresCopy.copy(installation.resolve("secrets"), data.resolve("secrets"));
        // By this the product knows a data folder as its own.
        Files.copy(installation.resolve("format"), data.resolve("format"));
        Files.createDirectories(data.resolve("logs"));
        try (OwnPostgres postgres = OwnPostgres.ofInstallation(data);
                Connection connection = postgres.connect()) {
            SingleConnectionDataSource one = new SingleConnectionDataSource(connection, true);
            MasterKeys present = new MasterKeys(data.resolve("secrets").resolve("personal.key"));
            try {
                new PostgresSubjectKeys(one, () -> present).takeUp();
                figures.fell("a copy of PostgreSQL from before is taken up with the keys of after");
            } catch (MasterKeyLostException expected) {
                figures.show("copy from before: refused, its master key is no more", 1, "");
            }
            requireNoEventReadable(before, connection);
            Set<String> words = new TreeSet<>();
            Set<String> readable = new TreeSet<>();
            for (ByteSearch.Found found : PostgresCopy.search(connection, search)) {
                if (canaries.words().contains(found.word())) {
                    words.add(found.word());
                    readable.add(canaries.placeOf(found.word()) + " in " + found.file());
                    if (!SAID_TO_BE_READABLE.contains(found.file().toString())) {
                        figures.fell("readable in a copy from before: " + canaries.placeOf(found.word()) + " in "
                                + found.file() + " (" + found.form() + ")");
                    }
                }
            }
            figures.show("words readable in its tables " + readable, readable.size(), "");
            requireNeighbourReadable(before, keys, connection);
            // Rows that were there before, and the log of what was written.
            search.below(data.resolve("postgres")).stream()
                    .filter(found -> canaries.words().contains(found.word()) && !words.contains(found.word()))
                    .forEach(found -> figures.fell("readable in the files of a copy from before: "
                            + canaries.placeOf(found.word()) + " in " + found.file() + " (" + found.form() + ")"));
        }
    }

    private void requireNoEventReadable(TakenFiles before, Connection connection) throws IOException {
        int unreadable = before.events(
                ProductSerializer.of(data, connection),
                event -> PersonalFields.read(event, (field, text) -> {
                    if (canaries.isIn(text)) {
                        figures.fell("readable in events from before: " + field);
                    }
                }));
        figures.show("events from before that its keys do not open", unreadable, "");
        if (unreadable == 0) {
            figures.fell("events from before can be read with the keys of a copy from before");
        }
    }

    /** With the newest table of keys, as decision 22 has it restored: the erased stay erased, and nobody else is lost. */
    private void requireNeighbourReadable(
            TakenFiles before, List<Map<String, @Nullable Object>> keys, Connection connection) throws IOException {
        JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        jdbc.update("TRUNCATE subject_key");
        for (Map<String, @Nullable Object> key : keys) {
            String columns = String.join(", ", key.keySet());
            jdbc.update(
                    "INSERT INTO subject_key (" + columns + ") VALUES ("
                            + String.join(
                                    ", ",
                                    key.keySet().stream().map(column -> "?").toList()) + ")",
                    key.values().toArray());
        }
        int[] read = new int[2];
        before.events(
                ProductSerializer.of(data, connection),
                event -> PersonalFields.read(event, (field, text) -> {
                    read[0] += canaries.isIn(text) ? 1 : 0;
                    read[1] += neighbours.isIn(text) ? 1 : 0;
                }));
        figures.show("with the newest keys: texts of the erased that can be read", read[0], "");
        figures.show("with the newest keys: texts of the neighbour", read[1], "");
        if (read[0] > 0) {
            figures.fell("the erased can be read in a copy from before, with the newest keys");
        }
        if (read[1] == 0) {
            figures.fell("the neighbour cannot be read in a copy from before, with the newest keys");
        }
    }

    /** The whole product on it, its views built anew. */
    void requireStarts(ByteSearch search) throws IOException, InterruptedException {
        try (Installation started = new Installation(ForgetTrial.impatient(LaunchCommand.script()), data, List.of())) {
            figures.show("start to ready on the copy from before", started.start(), "s");
            new Operator(started).awaitCaughtUp();
            started.stop();
        }
        boolean hasNeighbour = false;
        for (ByteSearch.Found found : search.below(data.resolve("mongo"))) {
            hasNeighbour |= found.word().equals(neighbours.of("draft"));
            if (canaries.words().contains(found.word())) {
                figures.fell("a view built of the copy from before has " + canaries.placeOf(found.word()));
            }
        }
        if (!hasNeighbour) {
            figures.fell("no view built of the copy from before has the neighbour's draft");
        }
    }
}
