package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postledger.api.post.PostDrafted;
import io.postledger.api.privacy.ErasureId;
import io.postledger.api.privacy.PersonalData;
import io.postledger.ledger.BundleVerifier;
import io.postledger.ledger.Finding;
import io.postledger.ledger.Trust;
import io.postledger.ledger.Verdict;
import io.postledger.privacy.PostgresSubjectKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** People erased over HTTP, with the product's real stores; a workspace's views are `./postledger trial forget`'s. */
class ErasureIT extends ProductIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    PostgresSubjectKeys keys;

    private static Http.Answer draft(Http http, String workspace) {
        return http.post(workspace + "/posts", "{\"text\":\"canary-in-the-log\",\"targets\":[]}");
    }

    private static String erasure(String subject) {
        return "/api/erasures/" + subject;
    }

    private String state(String subject) {
        return operator().get(erasure(subject)).json().path("state").asString();
    }

    @Test
    void givenMember_whenErased_thenGone_andCertified_andTwiceIsAsOnce() {
        Someone owner = someone();
        Someone member = someone();
        String workspace = createWorkspace(owner.http());
        owner.http().post(workspace + "/members", "{\"userId\":\"" + member.id() + "\",\"role\":\"EDITOR\"}");

        Http.Answer asked = member.http().put(erasure(member.id()), "");
        assertThat(asked.status()).as(asked.raw().body()).isEqualTo(200);
        assertThat(member.http().put(erasure(member.id()), "").raw().body())
                .isEqualTo(asked.raw().body());
        await().atMost(PATIENCE).until(() -> state(member.id()).equals("CERTIFIED"));

        JsonNode certificate = operator().get(erasure(member.id())).json().path("certificate");
        assertThat(certificate.path("oldMasterDestroyed").asBoolean()).isTrue();
        assertThat(certificate.path("purged").toString()).contains("person");
        assertThat(signIn(member.email()).code()).isEqualTo("BAD_CREDENTIALS");
        assertThat(draft(member.http(), workspace).code()).isEqualTo("SESSION_ENDED");
        assertThat(jdbc.queryForObject("SELECT count(*) FROM person WHERE user_id = ?", Long.class, member.id()))
                .isZero();
        assertThat(keys.find(member.id())).isEmpty();
        assertThat(log.names(ErasureId.of(member.id()).value()))
                .containsExactly("privacy.ErasureRequested", "privacy.ErasureBegun", "privacy.ErasureCertified");
        assertThat(owner.http().delete(erasure(member.id())).code()).isEqualTo("ERASURE_BEGUN");
    }

    @Test
    void givenSomebodySignedIn_whenTheirErasureBegins_thenTheirSessionIsGoodForNothing() {
        Someone member = someone();
        Someone other = someone();
        assertThat(member.http().post("/api/session/renewal", "").status()).isEqualTo(200);
        member.http().put(erasure(member.id()), "");
        await().atMost(PATIENCE)
                .until(() -> log.names(ErasureId.of(member.id()).value()).contains("privacy.ErasureBegun"));

        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        member.http().post("/api/session/renewal", "").code().equals("SESSION_ENDED"));
        Http.Answer refused = member.http().post("/api/workspaces", "{\"name\":\"Mine\",\"timeZone\":\"UTC\"}");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("SESSION_ENDED");
        assertThat(other.http().post("/api/session/renewal", "").status()).isEqualTo(200);
    }

    @Test
    void givenErasureDone_whenItsCertificateIsAsked_thenBothVerifiersAcceptIt_andNoneThatWasAltered() throws Exception {
        Someone owner = someone();
        Someone member = someone();
        Someone stranger = someone();
        String workspace = createWorkspace(owner.http());
        owner.http().post(workspace + "/members", "{\"userId\":\"" + member.id() + "\",\"role\":\"EDITOR\"}");
        String path = erasure(member.id()) + "/certificate";
        assertThat(operator().get(path).code()).isEqualTo("ERASURE_NOT_FOUND");
        member.http().put(erasure(member.id()), "");
        assertThat(operator().get(path).code()).isEqualTo("ERASURE_NOT_CERTIFIED");
        await().atMost(PATIENCE).until(() -> state(member.id()).equals("CERTIFIED"));

        assertThat(stranger.http().get(path).code()).isEqualTo("ERASURE_NOT_FOUND");
        assertThat(new Http(port, null).get(path).code()).isEqualTo("NOT_AUTHENTICATED");
        assertThat(owner.http().with("Operator-Key", "another").get(path).code())
                .isEqualTo("OPERATOR_KEY_INVALID");
        assertThat(operator().get(path).status()).isEqualTo(200);
        String certificate = owner.http().get(path).raw().body();

        Verdict verdict = verified(certificate);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.events()).isEqualTo(3);
        assertThat(secondVerifierAccepts(certificate)).isTrue();
        assertThat(certificate).contains("privacy.ErasureRequested", "privacy.ErasureBegun", "keyDestroyedAt");
        String altered = certificate.replace("oldMasterDestroyed\\\":true", "oldMasterDestroyed\\\":false");
        assertThat(altered).isNotEqualTo(certificate);
        assertThat(verified(altered).findings()).extracting(Finding::code).contains(Finding.Code.EVENT_ALTERED);
        assertThat(secondVerifierAccepts(altered)).isFalse();
        String cut = certificate.substring(0, certificate.lastIndexOf("{\"type\":\"event\""));
        assertThat(verified(cut).findings()).extracting(Finding::code).contains(Finding.Code.BUNDLE_CUT_OFF);

        Http.Answer text = owner.http().get(path + "/text");
        assertThat(text.header("Content-Type")).startsWith("text/plain");
        assertThat(text.raw().body())
                .contains("CERTIFICATE OF ERASURE", member.id(), "privacy.ErasureCertified", "PostgreSQL, person")
                .contains(verdict.manifest().head().keyId());
    }

    /** A workspace has no owner any more when it is erased: who asked for it may have the certificate. */
    @Test
    void givenErasureThatSomebodyAskedFor_whenFoundByOthers_thenOnlyTheyAreShownIt() {
        Someone owner = someone();
        Someone second = someone();
        Someone member = someone();
        String one = createWorkspace(owner.http());
        String other = createWorkspace(second.http());
        for (String workspace : new String[] {one, other}) {
            Http inviting = workspace.equals(one) ? owner.http() : second.http();
            inviting.post(workspace + "/members", "{\"userId\":\"" + member.id() + "\",\"role\":\"EDITOR\"}");
        }
        assertThat(owner.http().put(erasure(member.id()), "").code())
                .as("owns but one of their workspaces")
                .isEqualTo("USER_NOT_FOUND");
        member.http().put(erasure(member.id()), "");
        await().atMost(PATIENCE).until(() -> state(member.id()).equals("CERTIFIED"));
        String path = erasure(member.id()) + "/certificate";
        assertThat(owner.http().get(path).code()).isEqualTo("ERASURE_NOT_FOUND");
        assertThat(second.http().get(path).code()).isEqualTo("ERASURE_NOT_FOUND");
    }

    private static Verdict verified(String bundle) throws IOException {
        return BundleVerifier.verify(new ByteArrayInputStream(bundle.getBytes(StandardCharsets.UTF_8)), Trust.NONE);
    }

    private static boolean secondVerifierAccepts(String bundle) throws IOException, InterruptedException {
        Path file = Files.createTempFile("postledger-certificate", ".jsonl");
        try {
            Process python = new ProcessBuilder(
                            "python3",
                            Path.of("..", "ledger", "verify.py")
                                    .toAbsolutePath()
                                    .toString(),
                            Files.writeString(file, bundle).toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(python.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(python.exitValue()).as(said).isIn(0, 1);
            return python.exitValue() == 0;
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void givenLastOwner_orSomebodyElse_whenErasureIsAskedFor_thenRefused() {
        Someone owner = someone();
        Someone stranger = someone();
        String workspace = createWorkspace(owner.http());
        Http.Answer last = owner.http().put(erasure(owner.id()), "");
        assertThat(last.code()).isEqualTo("LAST_OWNER");
        assertThat(last.status()).isEqualTo(409);
        assertThat(stranger.http().put(erasure(owner.id()), "").code()).isEqualTo("USER_NOT_FOUND");
        String id = workspace.substring(workspace.lastIndexOf('/') + 1);
        assertThat(stranger.http().put(erasure(id), "").code()).isEqualTo("WORKSPACE_NOT_FOUND");
        assertThat(stranger.http().put(erasure("nobody"), "").code()).isEqualTo("INVALID_ID");
        assertThat(stranger.http().delete(erasure(stranger.id())).code()).isEqualTo("ERASURE_NOT_FOUND");
        assertThat(operator().get(erasure(stranger.id())).code()).isEqualTo("ERASURE_NOT_FOUND");
        assertThat(stranger.http().get(erasure(stranger.id())).code()).isEqualTo("OPERATOR_KEY_INVALID");
    }

    @Test
    void givenErasureCancelled_orHeld_whenTheGraceIsOver_thenNothingIsErased_untilTheHoldIsLifted() {
        Someone cancelled = someone();
        Someone held = someone();
        cancelled.http().put(erasure(cancelled.id()), "");
        cancelled.http().delete(erasure(cancelled.id()));
        Http.Answer placed = operator().put(erasure(held.id()) + "/hold", "{\"reason\":\"Case of Ada\"}");
        assertThat(placed.status()).as(placed.raw().body()).isEqualTo(200);
        held.http().put(erasure(held.id()), "");
        // Each has a task that found that it is not to be.
        await().atMost(PATIENCE)
                .until(() -> jdbc.queryForObject(
                                "SELECT count(*) FROM scheduled_tasks WHERE task_name = 'privacy.begin'", Long.class)
                        == 0);
        assertThat(state(cancelled.id())).isEqualTo("NOT_REQUESTED");
        assertThat(state(held.id())).isEqualTo("REQUESTED");
        assertThat(signIn(held.email()).status()).isEqualTo(200);

        operator().delete(erasure(held.id()) + "/hold");
        await().atMost(PATIENCE).until(() -> state(held.id()).equals("CERTIFIED"));
        assertThat(signIn(cancelled.email()).status()).isEqualTo(200);
    }

    @Test
    void givenWorkspacesKeyDestroyed_whenItsPostIsRead_thenErased_andTheLogHasNoWordOfIt() throws Exception {
        Http http = signUp();
        String workspace = createWorkspace(http);
        String post = draft(http, workspace).json().path("id").asString();
        assertThat(log.events(post, PostDrafted.class))
                .extracting(PostDrafted::text)
                .containsExactly("canary-in-the-log");
        assertThat(log.texts()).noneMatch(text -> text.contains("canary-in-the-log"));
        keys.destroy(workspace.substring(workspace.lastIndexOf('/') + 1), Instant.now());
        assertThat(log.events(post, PostDrafted.class))
                .extracting(PostDrafted::text)
                .containsExactly(PersonalData.ERASED);
    }
}
