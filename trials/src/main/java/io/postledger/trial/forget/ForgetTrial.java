package io.postledger.trial.forget;

import io.postledger.api.Ids;
import io.postledger.api.account.AccountId;
import io.postledger.api.media.MediaId;
import io.postledger.embedded.testing.SampleMedia;
import io.postledger.privacy.MasterKeys;
import io.postledger.trial.ApiException;
import io.postledger.trial.Figures;
import io.postledger.trial.HttpApi;
import io.postledger.trial.Installation;
import io.postledger.trial.LaunchCommand;
import io.postledger.trial.NetworksControl;
import io.postledger.trial.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.h2.mvstore.MVStoreTool;
import tools.jackson.databind.JsonNode;

/**
 * Words that stand nowhere else are put into every field about a person, go through drafting, publishing and refusals, and
 * are then looked for in every byte that the product keeps, after the workspace and its owner were erased.
 */
final class ForgetTrial {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration DUE_IN = Duration.ofSeconds(4);
    private static final String PASSWORD = "forget-trial-password";

    /** Of the data folder. What the simulated networks keep is the outside world's, not ours. */
    private static final List<String> OURS = List.of("postgres", "mongo", "clickhouse", "logs", "run");

    private final Figures figures;
    private final Map<String, String> canaries = new LinkedHashMap<>();
    private final Random random;
    private final boolean isWhole;

    /**
     * @param seed of the words
     * @param isWhole whether the installation is also started on what is left
     */
    ForgetTrial(Figures figures, long seed, boolean isWhole) {
        this.figures = figures;
        this.isWhole = isWhole;
        this.random = new Random(seed);
    }

    /** An installation where nothing waits for longer than it must. */
    static LaunchCommand impatient(LaunchCommand command) {
        return command.with("POSTLEDGER_PRIVACY_ERASUREGRACE", "1s").with("POSTLEDGER_OLDGENERATIONGRACE", "0s");
    }

    /** A word that stands for a field: lower-case letters only, so that no form of it is another; at most 15, as X's handles. */
    private String canary(String field) {
        return canaries.computeIfAbsent(field, one -> {
            StringBuilder word = new StringBuilder("zq");
            random.ints(12, 'a', 'z' + 1).forEach(letter -> word.append((char) letter));
            return word.toString();
        });
    }

    void run(Installation installation) throws IOException, InterruptedException, SQLException {
        installation.start();
        HttpApi operator = HttpApi.operator(installation.api(), installation.secret("operator.key"));
        HttpApi user = new HttpApi(installation.api());
        String email = canary("e-mail") + "@example.com";
        user.post("/api/users", Map.of("email", email, "displayName", canary("name"), "password", PASSWORD), null);
        String person = user.signIn(email, PASSWORD);
        String workspace = user.post("/api/workspaces", Map.of("name", canary("workspace"), "timeZone", "UTC"), null)
                .id();
        live(user, "/api/workspaces/" + workspace, new NetworksControl(installation.control()));
        String hold = "/api/erasures/" + workspace + "/hold";
        operator.put(hold, Map.of("reason", canary("hold's reason")), null);
        operator.delete(hold, null);
        Waiting.until(PATIENCE, "every view has all of it", () -> isCaughtUp(operator));

        List<ByteSearch.Found> before = search(installation.data());
        before.forEach(found -> figures.show("before: " + nameOf(found.word()) + " in " + found.file(), 1, ""));
        requireFound(before, "handle", "post text", "workspace");
        String master = masterOf(installation, workspace);

        long begin = System.nanoTime();
        erase(user, operator, workspace);
        figures.show("workspace erased and certified", (System.nanoTime() - begin) / 1e9, "s");
        begin = System.nanoTime();
        erase(user, operator, person);
        figures.show("person erased and certified", (System.nanoTime() - begin) / 1e9, "s");
        if (new MasterKeys(installation.data().resolve("secrets").resolve("personal.key"))
                .find(master)
                .isPresent()) {
            figures.fell("the master key that copies from before are wrapped with is still there");
        }
        requireRebuilt(operator);

        tidyPostgres(installation);
        installation.stop();
        tidyMongo(installation.data());
        List<ByteSearch.Found> after = search(installation.data());
        figures.show("words found after", after.size(), "");
        after.forEach(found -> figures.fell("not forgotten: " + nameOf(found.word()) + " (" + found + ")"));
        if (isWhole) {
            figures.show("start to ready on what is left", installation.start(), "s");
            installation.stop();
        }
    }

    /** Drafts, edits, publishes, and has some of it refused. */
    private void live(HttpApi user, String workspace, NetworksControl networks) {
        Ids ids = new Ids(Clock.systemUTC());
        String handle = canary("handle");
        networks.createAccount("x", handle);
        String account = user.connectX(
                        workspace, ids.next(AccountId.PREFIX, AccountId::new).value(), handle)
                .id();
        String media = ids.next(MediaId.PREFIX, MediaId::new).value();
        user.putFile(workspace + "/media/" + media, SampleMedia.picture("png", 640, 480), "image/png");
        String post = user.post(
                        workspace + "/posts",
                        Map.of(
                                "text", canary("post text"),
                                "targets", List.of(account),
                                "options", Map.of(account, Map.of("text", canary("option"))),
                                "media", List.of(Map.of("mediaId", media, "altText", canary("alt text")))),
                        null)
                .id();
        LocalDateTime due =
                LocalDateTime.ofInstant(Instant.now().plus(DUE_IN).truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
        user.post(workspace + "/posts/" + post + "/schedule", Map.of("at", due.toString(), "timeZone", "UTC"), null);
        String draft = user.post(
                        workspace + "/posts", Map.of("text", canary("draft"), "targets", List.of(account)), null)
                .id();
        user.put(
                workspace + "/posts/" + draft + "/content",
                Map.of("text", canary("edited draft"), "targets", List.of(account)),
                null);
        refused(() -> user.post(
                workspace + "/posts",
                Map.of("text", canary("refused text").repeat(50), "targets", List.of(account)),
                null));
        refused(() -> user.signIn(canary("e-mail") + "@example.com", canary("wrong password")));
        user.signIn(canary("e-mail") + "@example.com", PASSWORD);
        Waiting.until(
                PATIENCE,
                "the post is published",
                () -> user.get(workspace + "/posts/" + post)
                        .path("state")
                        .asString()
                        .equals("PUBLISHED"));
    }

    private void refused(Runnable request) {
        try {
            request.run();
            figures.fell("a request that must be refused was not");
        } catch (ApiException expected) {
            // As it must be.
        }
    }

    private static boolean isCaughtUp(HttpApi operator) {
        for (JsonNode projection : operator.get("/api/projections").path("items")) {
            if (projection.path("lag").asLong(-1) != 0) {
                return false;
            }
        }
        return true;
    }

    private void erase(HttpApi user, HttpApi operator, String subject) {
        String path = "/api/erasures/" + subject;
        user.put(path, Map.of(), null);
        Waiting.until(
                PATIENCE,
                subject + " is erased",
                () -> operator.get(path).path("state").asString().equals("CERTIFIED"));
        if (!operator.get(path).path("certificate").path("oldMasterDestroyed").asBoolean()) {
            figures.fell("copies from before stay readable: the master key was not changed");
        }
    }

    /** What is built of the log now is what is read: nothing of the erased comes back, and nothing fails. */
    private void requireRebuilt(HttpApi operator) {
        Waiting.until(PATIENCE, "every view has all of it", () -> isCaughtUp(operator));
        Map<String, String> hashes = hashes(operator);
        List<String> names = new ArrayList<>();
        operator.get("/api/projections")
                .path("items")
                .forEach(projection -> names.add(projection.path("name").asString()));
        names.forEach(name -> operator.call("POST", "/api/projections/" + name + "/rebuilds?compare=true"));
        Waiting.until(PATIENCE, "every projection is built again, and the same", () -> isSettled(operator));
        if (!hashes(operator).equals(hashes)) {
            figures.fell("projections built again after the erasure are not the same");
        }
    }

    private static boolean isSettled(HttpApi operator) {
        for (JsonNode projection : operator.get("/api/projections").path("items")) {
            if (!projection.path("rebuild").isNull() || !projection.path("old").isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> hashes(HttpApi operator) {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (JsonNode projection : operator.get("/api/projections").path("items")) {
            String name = projection.path("name").asString();
            operator.get("/api/projections/" + name + "?hash=true")
                    .path("targets")
                    .forEach(target -> hashes.put(
                            name + "/" + target.path("name").asString(),
                            target.path("hash").asString()));
        }
        return hashes;
    }

    private List<ByteSearch.Found> search(Path data) throws IOException {
        ByteSearch search = new ByteSearch(canaries.values());
        List<ByteSearch.Found> found = new ArrayList<>();
        for (String part : OURS) {
            found.addAll(search.below(data.resolve(part)));
        }
        return found;
    }

    /** Else it would hold because nothing is ever found. */
    private void requireFound(List<ByteSearch.Found> found, String... fields) {
        for (String field : fields) {
            if (found.stream().noneMatch(one -> one.word().equals(canary(field)))) {
                figures.fell("before the erasure nothing has the " + field + ": the search finds nothing");
            }
        }
    }

    private String nameOf(String word) {
        return canaries.entrySet().stream()
                .filter(one -> one.getValue().equals(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
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
