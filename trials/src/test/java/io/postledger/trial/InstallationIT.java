package io.postledger.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.ledger.Proofs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the trials that kill things rest on: every part can be killed alone, and comes back by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallationIT {

    private static final String EMAIL = "trial@example.com";
    private static final String AUDITOR = "auditor@example.com";
    private static final String PASSWORD = "a long enough one";

    private final Installation installation;
    private final Path folder;
    private HttpApi api;
    private String workspace;

    InstallationIT(@TempDir Path folder) {
        this.folder = folder;
        installation = new Installation(BuiltInstallation.command(), folder.resolve("data"), List.of());
    }

    @BeforeAll
    void start() throws Exception {
        installation.start();
        api = new HttpApi(installation.api());
        api.post("/api/users", Map.of("email", EMAIL, "displayName", "Trial", "password", PASSWORD), null);
        api.signIn(EMAIL, PASSWORD);
        workspace = api.post("/api/workspaces", Map.of("name", "Trial", "timeZone", "UTC"), null)
                .id();
    }

    @AfterAll
    void stop() {
        installation.close();
    }

    @Test
    @Order(1)
    @Timeout(value = 5 * 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whenTheLogAndAViewAreExported_thenFilesAndABucketHoldAllOfIt() throws Exception {
        Set<String> posts = new TreeSet<>();
        for (int i = 0; i < 7; i++) {
            posts.add(draft(api, workspace));
        }
        Waiting.until(
                Duration.ofSeconds(30),
                "all drafts are seen",
                () -> posts.stream().allMatch(post -> sees(api, workspace, post)));
        try (ExportedFiles exported = new ExportedFiles(installation.data(), folder)) {
            List<JsonNode> events = exported.toFolder("log", "events", "--part-size", "4");
            assertThat(events.stream().map(event -> event.path("position").asLong()))
                    .isSorted()
                    .doesNotHaveDuplicates();
            Map<String, Long> next = new HashMap<>();
            for (JsonNode event : events) {
                String aggregate = event.path("aggregateId").asString();
                assertThat(event.path("sequence").asLong()).isEqualTo(next.getOrDefault(aggregate, 0L));
                next.merge(aggregate, 1L, Long::sum);
            }
            assertThat(next.keySet()).containsAll(posts).contains(workspace);

            exported.cutOffAfter("log", 2);
            assertThat(exported.toFolder("log", "events", "--part-size", "4")).isEqualTo(events);

            List<JsonNode> drafts = exported.toFolder(
                    "drafts",
                    "events",
                    "--type",
                    "post.PostDrafted",
                    "--workspace",
                    workspace,
                    "--from",
                    "2020-01-01T00:00:00Z");
            assertThat(drafts.stream().map(event -> event.path("aggregateId").asString()))
                    .containsExactlyInAnyOrderElementsOf(posts);
            assertThat(drafts.get(0).path("payload").path("text").asString()).startsWith("\u00021" + workspace + ":");
            assertThat(exported.toFolder("none", "events", "--until", "2020-01-01T00:00:00Z"))
                    .isEmpty();
            assertThat(exported.refused("other", "events", "--type", "NoSuchEvent"))
                    .contains("EVENT_TYPE_NOT_FOUND");
            assertThat(exported.refused("log", "events")).contains("holds an export of something else");
            assertThat(exported.refused("other", "projection", "posts", "nothing"))
                    .contains("TARGET_NOT_FOUND");

            assertThat(exported.toFolder("posts", "projection", "posts", "posts", "--part-size", "3").stream()
                            .map(document -> document.path("key").asString()))
                    .containsExactlyElementsOf(posts);
            assertThat(exported.toBucket("posts", "projection", "posts", "posts", "--part-size", "3"))
                    .usingRecursiveComparison()
                    .isEqualTo(exported.filesOf("posts"));
            assertCopyExported(exported);
            assertThat(exported.toBucket("log-as-parquet", "events", "--format", "PARQUET"))
                    .allSatisfy((name, bytes) -> assertThat(new String(bytes, 0, 4, StandardCharsets.US_ASCII))
                            .isEqualTo("PAR1"));
        }
    }

    private void assertCopyExported(ExportedFiles exported) throws Exception {
        HttpApi operator = HttpApi.operator(installation.api(), installation.secret("operator.key"));
        JsonNode posts = operator.get("/api/projections/posts?hash=true");
        long position = posts.path("position").asLong();
        operator.call("PUT", "/api/projections/posts/copies/then?position=" + position);
        Waiting.until(
                Duration.ofSeconds(30),
                "the copy is whole",
                () -> operator.get("/api/projections/posts")
                        .path("copies")
                        .path(0)
                        .path("state")
                        .asString()
                        .equals("DONE"));

        assertThat(exported.toFolder("then", "projection", "posts", "posts", "--part-size", "3", "--copy", "then"))
                .isEqualTo(exported.toFolder("now", "projection", "posts", "posts"));
        JsonNode manifest = JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("then").resolve("manifest.json")));
        assertThat(manifest.path("of").path("copy").asString()).isEqualTo("then");
        assertThat(manifest.path("upTo").asLong()).isEqualTo(position);
        assertThat(manifest.path("contentHash"))
                .isEqualTo(posts.path("targets").path(0).path("hash"));
        assertThat(exported.refused("other", "projection", "posts", "posts", "--copy", "nothing"))
                .contains("COPY_NOT_FOUND");
    }

    @Test
    @Order(2)
    @Timeout(value = 5 * 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whenAPostIsAudited_thenEveryCommandTellsItsHistory() throws Exception {
        String post = draft(api, workspace);
        api.put(path(workspace) + "/" + post + "/content", Map.of("text", "Edited since", "targets", List.of()), null);
        HttpApi person = new HttpApi(installation.api());
        String id = person.post(
                        "/api/users", Map.of("email", AUDITOR, "displayName", "Auditor", "password", PASSWORD), null)
                .id();
        api.post("/api/workspaces/" + workspace + "/members", Map.of("userId", id, "role", "AUDITOR"), null);
        AuditedHistory audit = new AuditedHistory(installation.data(), AUDITOR, PASSWORD);
        Waiting.until(
                Duration.ofSeconds(30),
                "the auditor is a member, and the post can be searched for",
                () -> finds(audit, post));

        assertThat(audit.json("history", post).stream()
                        .map(event -> event.path("event").asString()))
                .containsExactly("post.PostDrafted", "post.PostEdited");
        assertThat(audit.told(0, "", "history", post)).contains("“Still here”", "user:", "as EditPost", "2 events");
        assertThat(audit.told(0, "", "history", workspace)).contains("Created the workspace", "AUDITOR");
        assertThat(audit.json("at", post, "--version", "0")
                        .get(0)
                        .path("state")
                        .path("text")
                        .asString())
                .isEqualTo("Still here");
        assertThat(audit.told(0, "p\nn\n7\nq\n", "at", post, "--step"))
                .containsSubsequence("version 1 of 1", "version 0 of 1", "version 1 of 1", "versions 0 to 1");
        assertThat(audit.told(0, "", "diff", post, "0", "1"))
                .contains("/state/text", "  - Still here", "  + Edited since");
        assertThat(audit.told(0, "", "search", "--action", "post", "--text", "edited SINCE"))
                .contains("“Edited since”", "1 events");
        assertThat(audit.told(0, "", "chain", post)).contains("not begun");
        assertThat(audit.told(
                        0,
                        "",
                        "workspace",
                        "--today",
                        "--instant",
                        Instant.now().toString()))
                .contains(post, "8 things");
        assertThat(audit.json("search", "--action", "history.HistoryRead")).isNotEmpty();
        assertThat(audit.told(1, "", "at", post, "--version", "9")).contains("VERSION_AFTER_LAST");
        assertThat(new AuditedHistory(installation.data(), AUDITOR, "wrong").told(1, "", "history", post))
                .contains("BAD_CREDENTIALS");
        assertTakenOutWithFourEyes(audit);
        assertTheOperatorsExportsAreSeen(audit, post);
    }

    /** Those of the first test too: in several parts, the log's cut off and gone on with. Each is told once. */
    private void assertTheOperatorsExportsAreSeen(AuditedHistory audit, String post) throws Exception {
        Path bundle = folder.resolve("operators.evidence");
        assertThat(audit(
                                "export",
                                "--post",
                                post,
                                "--reason",
                                "INC-2041",
                                "--into",
                                bundle.toString(),
                                "--data",
                                installation.data().toString())
                        .exitCode())
                .isZero();
        assertThat(audit.told(0, "", "history", workspace))
                .contains("took out EVIDENCE of POST " + post + ", for INC-2041", "by operator");
        Waiting.until(
                Duration.ofSeconds(30),
                "it can be searched for",
                () -> found(audit, "--action", "history.OperatorExportBegun", "--target", post) == 1);
        assertThat(audit.json("search", "--actor", "operator", "--text", "PROJECTION"))
                .as("to folder and bucket, of the copy and of what is read")
                .hasSize(4);
        assertThat(audit.json("search", "--actor", "operator", "--text", "EVENTS"))
                .as("as Parquet, until 2020, drafts, the log")
                .hasSize(4);
    }

    private static int found(AuditedHistory audit, String... question) {
        try {
            return audit.json(Stream.concat(Stream.of("search"), Stream.of(question))
                            .toArray(String[]::new))
                    .size();
        } catch (Exception | AssertionError notYet) {
            return -1;
        }
    }

    private void assertTakenOutWithFourEyes(AuditedHistory auditor) throws Exception {
        AuditedHistory owner = new AuditedHistory(installation.data(), EMAIL, PASSWORD);
        Path bundle = folder.resolve("audited.evidence");
        String[] export = {"export", "--readable", "--into", bundle.toString()};

        owner.told(0, "", "four-eyes", "rule", "on", "--workspace", workspace);
        assertThat(auditor.told(1, "", export)).contains("HISTORY_EXPORT_NOT_APPROVED");
        String id = auditor.told(0, "", "four-eyes", "request", "--reason", "Yearly audit")
                .strip();
        owner.told(0, "", "four-eyes", "approve", id, "--workspace", workspace);
        List<String> approved = new ArrayList<>(List.of(export));
        approved.addAll(List.of("--export", id));
        assertThat(auditor.told(0, "", approved.toArray(String[]::new))).contains("Complete");

        assertThat(audit("verify", bundle.toString(), "--show").said())
                .contains("“Edited since”", "within " + workspace, "renderings", "Proven");
        assertThat(Files.readString(bundle)).contains(id);
        OperatorProcess checked = audit("check", "--data", installation.data().toString());
        assertThat(checked.said()).contains("as they were signed");
        assertThat(checked.exitCode()).isZero();
    }

    /** What happened to it; that it was searched for is found as well. */
    private static boolean finds(AuditedHistory audit, String post) {
        return found(audit, "--target", post, "--action", "post") == 2;
    }

    @Test
    @Order(2)
    @Timeout(value = 5 * 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whenEvidenceIsExported_thenItVerifiesAgainstTheAnchorsAndNotOnceItIsAltered() throws Exception {
        Path anchors = installation.data().resolve("anchors").resolve("ledger.ndjson");
        Waiting.until(Duration.ofSeconds(60), "a head is anchored", () -> Files.exists(anchors));
        Path bundle = folder.resolve("everything.evidence");
        String[] export = {
            "export", "--into", bundle.toString(), "--data", installation.data().toString()
        };
        assertThat(audit(export).exitCode()).isZero();
        assertThat(bundle.resolveSibling("everything.evidence.progress")).doesNotExist();
        assertThat(audit(export).said()).contains("is there already");

        OperatorProcess verified = audit("verify", bundle.toString(), "--anchor", anchors.toString());
        assertThat(verified.said()).contains("Proven").doesNotContain("nothing from elsewhere");
        assertThat(verified.exitCode()).isZero();
        Files.writeString(bundle, Files.readString(bundle).replaceFirst("post.PostDrafted", "post.PostDeleted"));
        OperatorProcess altered = audit("verify", bundle.toString(), "--anchor", anchors.toString());
        assertThat(altered.exitCode()).isEqualTo(1);
        assertThat(altered.said()).contains("EVENT_ALTERED at leaf");

        Path ofPost = folder.resolve("post.evidence");
        String post = draft(api, workspace);
        assertThat(audit(
                                "export",
                                "--post",
                                post,
                                "--into",
                                ofPost.toString(),
                                "--data",
                                installation.data().toString())
                        .said())
                .contains("1 events");
        assertThat(audit("verify", ofPost.toString(), "--show").said()).contains("post.PostDrafted " + post);
        assertProven(post);
    }

    /** The export has signed a head with it; to members of another workspace there is no such event. */
    private void assertProven(String post) {
        JsonNode proof = api.get("/api/workspaces/" + workspace + "/ledger/inclusion?sequence=0&aggregate=" + post);
        List<byte[]> path = new ArrayList<>();
        proof.path("path").forEach(hash -> path.add(HexFormat.of().parseHex(hash.asString())));
        JsonNode head = proof.path("head");
        assertThat(new Proofs()
                        .root(
                                HexFormat.of().parseHex(proof.path("leaf").asString()),
                                proof.path("index").asLong(),
                                head.path("size").asLong(),
                                path)
                        .map(HexFormat.of()::formatHex))
                .contains(head.path("root").asString());
        String other = api.post("/api/workspaces", Map.of("name", "Other", "timeZone", "UTC"), null)
                .id();
        Waiting.until(
                Duration.ofSeconds(30),
                "the other workspace's member may ask, and is told of no such event",
                () -> code("/api/workspaces/" + other + "/ledger/inclusion?sequence=0&aggregate=" + post)
                        .equals("EVENT_NOT_FOUND"));
    }

    private String code(String path) {
        try {
            api.get(path);
            return "";
        } catch (ApiException refused) {
            return refused.code();
        }
    }

    private static OperatorProcess audit(String... arguments) throws Exception {
        return OperatorProcess.run("AuditCommand", Map.of(), arguments);
    }

    @Test
    @Order(3)
    @Timeout(value = 15 * 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whenEachPartIsKilled_thenItAloneIsStartedAgainAndNothingIsLost() throws Exception {
        for (Part part : Part.values()) {
            Map<Part, Long> before = pids(installation);
            System.out.printf("%-12s %6.1f s from killed to back%n", part, installation.killAndAwait(part));
            Map<Part, Long> after = pids(installation);

            assertThat(after.remove(part)).isNotEqualTo(before.remove(part));
            assertThat(after).isEqualTo(before);
            String post = draft(api, workspace);
            Waiting.until(
                    Duration.ofSeconds(60),
                    "a post drafted after " + part + " was killed is seen",
                    () -> sees(api, workspace, post));
        }
        installation.stop();
    }

    private static Map<Part, Long> pids(Installation installation) {
        Map<Part, Long> pids = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            pids.put(part, installation.pid(part));
        }
        return pids;
    }

    private static String draft(HttpApi api, String workspace) {
        return api.post(path(workspace), Map.of("text", "Still here", "targets", List.of()), null)
                .id();
    }

    private static boolean sees(HttpApi api, String workspace, String post) {
        try {
            return api.get(path(workspace) + "/" + post)
                    .path("postId")
                    .asString("")
                    .equals(post);
        } catch (ApiException notYet) {
            return false;
        }
    }

    private static String path(String workspace) {
        return "/api/workspaces/" + workspace + "/posts";
    }
}
