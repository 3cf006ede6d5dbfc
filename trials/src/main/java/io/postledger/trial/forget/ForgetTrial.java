package io.postledger.trial.forget;

import io.postledger.ledger.BundleReader;
import io.postledger.ledger.BundleVerifier;
import io.postledger.ledger.Trust;
import io.postledger.ledger.Verdict;
import io.postledger.ledger.build.LedgerCheck;
import io.postledger.ledger.build.LedgerTables;
import io.postledger.ledger.build.PostgresStoredLog;
import io.postledger.privacy.MasterKeys;
import io.postledger.trial.DamagedEvent;
import io.postledger.trial.Figures;
import io.postledger.trial.HttpApi;
import io.postledger.trial.Installation;
import io.postledger.trial.LaunchCommand;
import io.postledger.trial.Operator;
import io.postledger.trial.Part;
import io.postledger.trial.Waiting;
import io.postledger.trial.history.ProductSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.h2.mvstore.MVStoreTool;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Words that stand nowhere else are put into every field about a person, go through drafting, publishing, refusals, letters,
 * exports and backups, and are then looked for in every byte that the product keeps, after the workspace and its people were
 * erased. Somebody else's workspace is there all along, and has to be as before.
 */
final class ForgetTrial {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String PASSWORD = "forget-trial-password";

    /** Of the data folder. What the simulated networks keep is the outside world's, not ours. */
    private static final String NOT_OURS = "networks";

    private final Figures figures;
    private final ForgetSize size;
    private final Canaries canaries;
    private final Canaries neighbours;
    private final Path folder;
    private final Collection<Path> more;

    /**
     * @param folder for exports and backups: empty, outside of the installation's
     * @param more folders that are searched in the end, such as an Axon Server's own
     */
    ForgetTrial(Figures figures, ForgetSize size, Path folder, Collection<Path> more) {
        this.figures = figures;
        this.size = size;
        this.folder = folder;
        this.more = more;
        canaries = new Canaries(size.seed());
        neighbours = new Canaries(~size.seed());
    }

    /** An installation where nothing waits for longer than it must. */
    static LaunchCommand impatient(LaunchCommand command) {
        return command.with("POSTLEDGER_PRIVACY_ERASUREGRACE", "1s").with("POSTLEDGER_OLDGENERATIONGRACE", "0s");
    }

    void run(Installation installation) throws IOException, InterruptedException, SQLException {
        figures.show("start to ready", installation.start(), "s");
        long begin = System.nanoTime();
        HttpApi http = HttpApi.operator(installation.api(), installation.secret("operator.key"));
        Operator operator = new Operator(installation);
        neighbour(installation);
        PlantedLife life = new PlantedLife(canaries, size, installation);
        life.live(http);
        operator.awaitCaughtUp();
        figures.show("all of it has happened and is seen", (System.nanoTime() - begin) / 1e9, "s");

        TakenFiles before = TakenFiles.into(folder.resolve("before"), http);
        requireFilled(installation, before);
        Path backup = backUp(installation, "backup-before");
        // The planted words, and by now the networks' too.
        ByteSearch search = new ByteSearch(words());
        requireSearchFinds(ours(search, installation.data()), before, search);
        String master = masterOf(installation, life.workspaceId());

        copy(http, operator);
        analyze(installation);
        DamagedEvent damaged = damage(installation);
        erase(life, http);
        requireForgotten(installation, master);
        letters(installation, operator, damaged, search);
        Map<String, String> hashes = operator.hashes();
        figures.show("every projection built again", operator.rebuild(operator.projections()), "s");
        Map<String, String> again = operator.hashes();
        hashes.forEach((target, hash) -> {
            if (!hash.equals(again.get(target))) {
                figures.fell(target + " built again after the erasure is not the same");
            }
        });

        TakenFiles after = TakenFiles.into(folder.resolve("after"), http);
        none("exports and evidence of after", search.below(folder.resolve("after")));
        try (Connection tables = installation.connectToPostgres()) {
            none("a dump of after", PostgresCopy.search(tables, search));
        }
        requireProven(installation, before, after);
        tidyPostgres(installation);
        if (size.isWhole()) {
            none("a copy of PostgreSQL's files of after", search.below(backUp(installation, "backup-after")));
        }
        List<Map<String, @Nullable Object>> keys = keysOf(installation);
        installation.stop();
        tidyMongo(installation.data());
        List<ByteSearch.Found> left = ours(search, installation.data());
        requireNeighbour(left, "in the stores");
        none("stores, their logs and the product's", left);
        for (Path other : more) {
            none(other.toString(), search.below(other));
        }
        restore(installation, backup, before, keys, search);
        if (size.isWhole()) {
            figures.show("start to ready on what is left", installation.start(), "s");
            installation.stop();
        }
        figures.show("words planted and looked for", canaries.words().size(), "");
        figures.show("personal fields of events", PersonalFields.all().size(), "");
    }

    private Collection<String> words() {
        List<String> words = new ArrayList<>(canaries.words());
        words.addAll(neighbours.words());
        return words;
    }

    /** Somebody whom the erasure is no business of. */
    private void neighbour(Installation installation) {
        HttpApi api = new HttpApi(installation.api());
        String email = neighbours.of("e-mail") + "@example.com";
        api.post("/api/users", Map.of("email", email, "displayName", "Neighbour", "password", PASSWORD), null);
        api.signIn(email, PASSWORD);
        String workspace = api.post(
                        "/api/workspaces", Map.of("name", neighbours.of("workspace"), "timeZone", "UTC"), null)
                .id();
        api.post(
                "/api/workspaces/" + workspace + "/posts",
                Map.of("text", neighbours.of("draft"), "targets", List.of()),
                null);
    }

    /** Every personal field of every event has had a word of ours, or one of a network's that is looked for as well. */
    private void requireFilled(Installation installation, TakenFiles taken) throws IOException, SQLException {
        Map<String, Set<String>> theirs = new HashMap<>();
        Set<String> empty = PersonalFields.all();
        try (Connection keys = installation.connectToPostgres()) {
            taken.events(
                    ProductSerializer.of(installation.data(), keys),
                    event -> PersonalFields.read(event, (field, text) -> {
                        if (canaries.isIn(text)) {
                            empty.remove(field);
                        } else if (!neighbours.isIn(text)) {
                            theirs.computeIfAbsent(field, any -> new TreeSet<>())
                                    .add(text);
                        }
                    }));
        }
        theirs.forEach((field, texts) -> texts.forEach(text -> {
            if (empty.contains(field) && canaries.learn(field, text)) {
                figures.show("  said by a network: " + field, text.length(), "characters");
            }
        }));
        empty.removeIf(
                field -> theirs.containsKey(field) && theirs.get(field).stream().anyMatch(canaries.words()::contains));
        empty.forEach(
                field -> figures.fell("no event had a word in " + field + ": PlantedLife does nothing that fills it"));
    }

    private List<ByteSearch.Found> ours(ByteSearch search, Path data) throws IOException {
        return search.below(data, file -> !data.relativize(file).startsWith(NOT_OURS));
    }

    /** Else it would hold because nothing is ever found. */
    private void requireSearchFinds(List<ByteSearch.Found> found, TakenFiles taken, ByteSearch search)
            throws IOException {
        found.stream()
                .filter(one -> canaries.words().contains(one.word()))
                .forEach(one -> figures.show(
                        "before: " + canaries.placeOf(one.word()) + " in " + one.file() + " (" + one.form() + ")",
                        1,
                        ""));
        for (String place : List.of("handle", "post text 1", "workspace")) {
            if (found.stream().noneMatch(one -> one.word().equals(canaries.of(place)))) {
                figures.fell("before the erasure nothing has the " + place + ": the search finds nothing");
            }
        }
        requireNeighbour(found, "in the stores before");
        none("events and evidence taken before, as they are sealed", search.below(taken.sealed()));
        List<ByteSearch.Found> views = search.below(taken.views());
        figures.show(
                "words in views exported before, readable",
                views.stream().map(ByteSearch.Found::word).distinct().count(),
                "");
        if (views.stream().noneMatch(one -> one.form().contains("packed"))) {
            figures.fell("nothing was found in Parquet files: the search does not look into what is packed");
        }
    }

    private void requireNeighbour(List<ByteSearch.Found> found, String where) {
        if (found.stream().noneMatch(one -> one.word().equals(neighbours.of("draft")))) {
            figures.fell("the neighbour's draft is not " + where);
        }
    }

    /** Shows how many words of the erased there are, and falls for each. */
    private void none(String where, Collection<ByteSearch.Found> found) {
        List<ByteSearch.Found> ofErased = found.stream()
                .filter(one -> canaries.words().contains(one.word()))
                .toList();
        figures.show("words in " + where, ofErased.size(), "");
        ofErased.forEach(one -> figures.fell("not forgotten in " + where + ": " + canaries.placeOf(one.word()) + " in "
                + one.file() + " (" + one.form() + ")"));
    }

    private Path backUp(Installation installation, String name) throws IOException, InterruptedException {
        Path into = folder.resolve(name).resolve("postgres");
        Files.createDirectories(into.getParent());
        ProcessHandle server = ProcessHandle.of(installation.pid(Part.POSTGRES)).orElseThrow();
        PostgresCopy.ofFiles(server, installation.data().resolve("postgres"), into);
        return into;
    }

    /** One edit cannot be read any more, so that projections set it aside while the key of its words is destroyed. */
    private @Nullable DamagedEvent damage(Installation installation) throws IOException, SQLException {
        if (size.axonServer() != null) {
            return null;
        }
        try (Connection log = installation.connectToPostgres()) {
            return DamagedEvent.in(log, new Random(size.seed()));
        }
    }

    /** They hold nothing of what was said, and are taken in once they can be read. */
    private void letters(
            Installation installation, Operator operator, @Nullable DamagedEvent damaged, ByteSearch search)
            throws IOException, SQLException {
        if (damaged == null) {
            return;
        }
        int letters = 0;
        for (String projection : operator.projections()) {
            var found = operator.letters(projection);
            letters += found.size();
            search.words(found.toString().getBytes(StandardCharsets.UTF_8))
                    .keySet()
                    .forEach(word -> figures.fell("a letter has " + canaries.placeOf(word)));
        }
        figures.show("events that projections had set aside", letters, "");
        if (letters == 0) {
            figures.fell("no projection has set the damaged event aside");
        }
        try (Connection log = installation.connectToPostgres()) {
            damaged.putRight(log);
        }
        operator.projections().stream()
                .filter(projection -> !operator.letters(projection).isEmpty())
                .forEach(operator::retry);
        operator.awaitCaughtUp();
    }

    /** Every projection is kept as it stands, by whoever runs the installation, for as long as they like. */
    private void copy(HttpApi http, Operator operator) {
        for (String projection : operator.projections()) {
            String path = "/api/projections/" + projection;
            long position = http.get(path).path("position").asLong();
            http.call("PUT", path + "/copies/before?position=" + position);
            Waiting.until(
                    PATIENCE,
                    "the copy of " + projection + " is whole",
                    () -> http.get(path)
                            .path("copies")
                            .path(0)
                            .path("state")
                            .asString()
                            .equals("DONE"));
        }
    }

    /** As the server does by itself where there are more rows: samples of columns are kept, even of a table that is empty since. */
    private static void analyze(Installation installation) throws IOException, SQLException {
        try (Connection connection = installation.connectToPostgresAsAdmin();
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        }
    }

    private void erase(PlantedLife life, HttpApi operator) {
        long begin = System.nanoTime();
        life.owner().put("/api/erasures/" + life.workspaceId(), Map.of(), null);
        awaitErased(operator, life.workspaceId());
        figures.show("workspace erased and certified", (System.nanoTime() - begin) / 1e9, "s");
        begin = System.nanoTime();
        life.people().forEach((id, person) -> person.put("/api/erasures/" + id, Map.of(), null));
        life.people().keySet().forEach(id -> awaitErased(operator, id));
        figures.show("people erased and certified", (System.nanoTime() - begin) / 1e9, "s");
    }

    private void awaitErased(HttpApi operator, String subject) {
        String path = "/api/erasures/" + subject;
        Waiting.until(
                PATIENCE,
                subject + " is erased",
                () -> operator.get(path).path("state").asString().equals("CERTIFIED"));
        if (!operator.get(path).path("certificate").path("oldMasterDestroyed").asBoolean()) {
            figures.fell("copies from before stay readable: the master key was not changed");
        }
    }

    private static String masterOf(Installation installation, String subject) throws IOException, SQLException {
        try (Connection connection = installation.connectToPostgres();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT master FROM subject_key WHERE subject_id = '" + subject + "'")) {
            row.next();
            return row.getString(1);
        }
    }

    private void requireForgotten(Installation installation, String master) {
        if (new MasterKeys(installation.data().resolve("secrets").resolve("personal.key"))
                .find(master)
                .isPresent()) {
            figures.fell("the master key that copies from before are wrapped with is still there");
        }
    }

    /** What was taken before the erasure and after it verifies against the same anchors; and the store against its own tree. */
    private void requireProven(Installation installation, TakenFiles before, TakenFiles after)
            throws IOException, SQLException {
        Path file = installation.data().resolve("anchors").resolve("ledger.ndjson");
        Waiting.until(PATIENCE, "a head is anchored", () -> Files.exists(file));
        Trust anchored = BundleReader.readTrust(Files.readAllLines(file));
        for (TakenFiles taken : List.of(before, after)) {
            try (InputStream bundle = Files.newInputStream(taken.evidence())) {
                Verdict verdict = BundleVerifier.verify(bundle, anchored);
                figures.show("events proven by " + folder.relativize(taken.evidence()), verdict.events(), "");
                verdict.findings().forEach(finding -> figures.fell("not proven: " + finding));
            }
        }
        if (size.axonServer() == null) {
            try (Connection connection = installation.connectToPostgres()) {
                SingleConnectionDataSource one = new SingleConnectionDataSource(connection, true);
                new LedgerCheck(new PostgresStoredLog(one), new LedgerTables(new JdbcTemplate(one)))
                        .everything(anchored)
                        .forEach(finding -> figures.fell("the ledger does not hold: " + finding));
            }
        }
    }

    /** The table that has to be kept newer than a backup of the rest. */
    private static List<Map<String, @Nullable Object>> keysOf(Installation installation)
            throws IOException, SQLException {
        try (Connection connection = installation.connectToPostgres()) {
            return new JdbcTemplate(new SingleConnectionDataSource(connection, true))
                    .queryForList("SELECT * FROM subject_key");
        }
    }

    private void restore(
            Installation installation,
            Path backup,
            TakenFiles before,
            List<Map<String, @Nullable Object>> keys,
            ByteSearch search)
            throws IOException, SQLException, InterruptedException {
        RestoredBackup restored = new RestoredBackup(figures, canaries, neighbours, backup.getParent());
        restored.requireErased(installation.data(), before, keys, search);
        if (size.isWhole() && size.axonServer() == null) {
            restored.requireStarts(search);
        }
    }

    /** As an operator would before handing a disk on: dead rows and old log files hold what was. */
    private static void tidyPostgres(Installation installation) throws IOException, SQLException {
        try (Connection connection = installation.connectToPostgresAsAdmin();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (FULL, ANALYZE)");
            for (int i = 0; i < 2; i++) {
                statement.execute("SELECT pg_switch_wal()");
                statement.execute("CHECKPOINT");
            }
        }
    }

    /** The MongoDB server's file is one; its free space is given back by writing it anew, as MongoDB's compact does. */
    private static void tidyMongo(Path data) {
        MVStoreTool.compact(data.resolve("mongo").resolve("mongo.mv.db").toString(), false);
    }
}
