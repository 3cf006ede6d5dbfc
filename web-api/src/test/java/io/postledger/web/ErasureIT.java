package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postledger.api.post.PostDrafted;
import io.postledger.api.privacy.ErasureId;
import io.postledger.api.privacy.PersonalData;
import io.postledger.privacy.PostgresSubjectKeys;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** People erased over HTTP, with the product's real stores; a workspace's views are `./postledger trial forget`'s. */
class ErasureIT extends ProductIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    PostgresSubjectKeys keys;

    /** Somebody signed in, and who they are. */
    private record Someone(String id, String email, Http http) {}

    private Someone someone() {
        String id = ids.next("user", value -> value);
        String email = id + "@canary.example";
        new Http(port, null).post("/api/users", """
                {"userId":"%s","email":"%s","displayName":"Ada","password":"correct horse"}""".formatted(id, email));
        return new Someone(
                id,
                email,
                new Http(port, signIn(email).json().path("accessToken").asString()));
    }

    private Http.Answer signIn(String email) {
        return new Http(port, null)
                .post("/api/session", "{\"email\":\"" + email + "\",\"password\":\"correct horse\"}");
    }

    private static Http.Answer draft(Http http, String workspace) {
        return http.post(workspace + "/posts", "{\"text\":\"canary-in-the-log\",\"targets\":[]}");
    }

    private static String erasure(String subject) {
        return "/api/erasures/" + subject;
    }

    private Http operator() {
        return new Http(port, null).with("Operator-Key", OPERATOR_KEY);
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
        assertThat(draft(member.http(), workspace).code()).isEqualTo("WORKSPACE_NOT_FOUND");
        assertThat(jdbc.queryForObject("SELECT count(*) FROM person WHERE user_id = ?", Long.class, member.id()))
                .isZero();
        assertThat(keys.find(member.id())).isEmpty();
        assertThat(log.names(ErasureId.of(member.id()).value()))
                .containsExactly("privacy.ErasureRequested", "privacy.ErasureBegun", "privacy.ErasureCertified");
        assertThat(owner.http().delete(erasure(member.id())).code()).isEqualTo("ERASURE_BEGUN");
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
