package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postledger.embedded.testing.SampleMedia;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People and owners take their data away over HTTP, and agree to uses of it; with the product's real log and vault. */
class DataIT extends ProductIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] PICTURE = SampleMedia.picture("png", 40, 30);

    /** What is in an archive, by name. */
    private record Archive(Map<String, byte[]> files) {
        JsonNode data() {
            return JSON.readTree(files.get("data.json"));
        }

        String text() {
            return new String(files.get("data.json"), StandardCharsets.UTF_8);
        }

        List<String> values(String section, String field) {
            return StreamSupport.stream(data().path(section).spliterator(), false)
                    .map(item -> item.path(field).asString())
                    .toList();
        }
    }

    private Archive archive(Someone someone, String path) throws Exception {
        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(Duration.ofSeconds(20))
                                .header("Authorization", someone.http().header("Authorization"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/zip");
        return unzipped(response.body());
    }

    private static Archive unzipped(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return new Archive(files);
    }

    private static String data(Someone someone) {
        return "/api/users/" + someone.id() + "/data";
    }

    private static void draft(Someone someone, String workspace, String text) {
        Http.Answer answer = someone.http().post(workspace + "/posts", "{\"text\":\"" + text + "\",\"targets\":[]}");
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    }

    private String upload(Someone someone, String workspace) {
        String id = ids.next("media", value -> value);
        assertThat(someone.http()
                        .send(
                                "PUT",
                                workspace + "/media/" + id,
                                HttpRequest.BodyPublishers.ofByteArray(PICTURE),
                                "image/png")
                        .status())
                .isEqualTo(201);
        return id;
    }

    /** A workspace of an owner and an editor, each of whom wrote something. */
    private String shared(Someone owner, Someone editor) {
        String workspace = createWorkspace(owner.http());
        owner.http().post(workspace + "/members", "{\"userId\":\"" + editor.id() + "\",\"role\":\"EDITOR\"}");
        draft(owner, workspace, "words-of-the-owner");
        draft(editor, workspace, "words-of-the-editor");
        return workspace;
    }

    private static String id(String workspace) {
        return workspace.substring(workspace.lastIndexOf('/') + 1);
    }

    @Test
    void givenTwoInAWorkspace_whenOneTakesTheirDataAway_thenAllOfTheirs_andNothingOfTheOther() throws Exception {
        Someone owner = someone();
        Someone editor = someone();
        Someone stranger = someone();
        String workspace = shared(owner, editor);
        String foreign = createWorkspace(stranger.http());
        draft(stranger, foreign, "words-of-a-stranger");
        String picture = upload(editor, workspace);
        upload(owner, workspace);

        Archive mine = archive(editor, data(editor));

        JsonNode identity = mine.data().path("identity");
        assertThat(identity.path("userId").asString()).isEqualTo(editor.id());
        assertThat(identity.path("email").asString()).isEqualTo(editor.email());
        assertThat(identity.path("displayName").asString()).isEqualTo("Ada");
        assertThat(Instant.parse(identity.path("registeredAt").asString())).isBefore(Instant.now());
        assertThat(mine.values("contents", "text")).containsExactly("words-of-the-editor");
        assertThat(mine.values("memberships", "workspaceId")).containsExactly(id(workspace));
        assertThat(mine.values("memberships", "role")).containsExactly("EDITOR");
        assertThat(mine.values("events", "event"))
                .containsExactly(
                        "user.UserRegistered",
                        "workspace.MemberAdded",
                        "post.PostDrafted",
                        "media.MediaUploaded",
                        "privacy.DataExported");
        assertThat(mine.files().keySet()).containsExactly("data.json", "media/" + picture + ".png");
        assertThat(mine.files().get("media/" + picture + ".png")).isEqualTo(PICTURE);
        assertThat(mine.text())
                .doesNotContain(owner.id(), "words-of-the-owner", "words-of-a-stranger", id(foreign))
                .doesNotContain("$2a$", "correct horse", "password");
    }

    @Test
    void givenMemberWhoLeft_whenTheyTakeTheirDataAway_thenThatTheyDidIt_butNotTheWorkspacesContent() throws Exception {
        Someone owner = someone();
        Someone editor = someone();
        String workspace = shared(owner, editor);
        upload(editor, workspace);
        owner.http().delete(workspace + "/members/" + editor.id());

        Archive mine = archive(editor, data(editor));

        assertThat(mine.text()).doesNotContain("words-of-the-editor");
        assertThat(mine.values("events", "event")).contains("post.PostDrafted", "media.MediaUploaded");
        assertThat(mine.data().path("memberships").path(1).path("role").isNull())
                .isTrue();
        assertThat(mine.files().keySet()).containsExactly("data.json");
    }

    @Test
    void givenOwner_whenTheyTakeTheWorkspaceAway_thenAllOfItsContent_andNoOneElseMay() throws Exception {
        Someone owner = someone();
        Someone editor = someone();
        String workspace = shared(owner, editor);
        String picture = upload(editor, workspace);
        String account = connect(owner.http(), workspace, "taken_" + System.nanoTime() % 1_000_000);

        Archive ours = archive(owner, workspace + "/data");

        assertThat(ours.data().path("subject").asString()).isEqualTo(id(workspace));
        assertThat(ours.data().has("identity")).isFalse();
        assertThat(ours.values("contents", "text")).containsExactly("words-of-the-owner", "words-of-the-editor");
        assertThat(ours.values("memberships", "userId")).containsExactly(owner.id(), editor.id());
        assertThat(ours.values("events", "aggregateId")).contains(account);
        assertThat(ours.files().get("media/" + picture + ".png")).isEqualTo(PICTURE);
        assertThat(ours.text()).doesNotContain(owner.email(), editor.email(), "Token", "token");
        assertThat(editor.http().get(workspace + "/data").code()).isEqualTo("WORKSPACE_NOT_FOUND");
        assertThat(someone().http().get(workspace + "/data").code()).isEqualTo("WORKSPACE_NOT_FOUND");
        assertThat(owner.http().get(data(editor)).code()).isEqualTo("USER_NOT_FOUND");
        assertThat(new Http(port, null).get(data(editor)).status()).isEqualTo(401);
    }

    @Test
    void givenErasureAskedFor_whenDataIsTakenAway_thenYes_andOnceErasedNoMore() throws Exception {
        Someone someone = someone();
        operator().put("/api/erasures/" + someone.id() + "/hold", "{\"reason\":\"Until they have their data\"}");
        someone.http().put("/api/erasures/" + someone.id(), "");
        assertThat(archive(someone, data(someone)).values("events", "event")).contains("privacy.ErasureRequested");
        operator().delete("/api/erasures/" + someone.id() + "/hold");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> operator()
                        .get("/api/erasures/" + someone.id())
                        .json()
                        .path("state")
                        .asString()
                        .equals("CERTIFIED"));

        Http.Answer refused = someone.http().get(data(someone));
        assertThat(refused.code()).isEqualTo("SESSION_ENDED");
        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void givenOwner_whenConsentIsGivenAndWithdrawn_thenItStandsInTheLogAndTheList_andInTheirData() throws Exception {
        Someone owner = someone();
        Someone editor = someone();
        String workspace = shared(owner, editor);
        String consent = workspace + "/consents/AI_TRAINING";

        JsonNode none = editor.http().get(workspace + "/consents").json().path("items");
        assertThat(none.size()).isEqualTo(2);
        assertThat(none.path(1).path("given").asBoolean()).isFalse();
        assertThat(none.path(1).path("text").asString()).contains("models are trained on");
        assertThat(editor.http().put(consent, "{\"textVersion\":1}").code()).isEqualTo("NOT_PERMITTED");
        assertThat(owner.http().put(consent, "{\"textVersion\":7}").code()).isEqualTo("CONSENT_TEXT_NOT_CURRENT");
        assertThat(owner.http().delete(consent).code()).isEqualTo("CONSENT_NOT_FOUND");
        assertThat(owner.http()
                        .put(workspace + "/consents/EVERYTHING", "{\"textVersion\":1}")
                        .status())
                .isEqualTo(400);

        Http.Answer given = owner.http().put(consent, "{\"textVersion\":1}");
        assertThat(given.status()).as(given.raw().body()).isEqualTo(200);
        assertThat(owner.http().put(consent, "{\"textVersion\":1}").raw().body())
                .isEqualTo(given.raw().body());
        JsonNode one =
                editor.http().get(workspace + "/consents").json().path("items").path(1);
        assertThat(one.path("given").asBoolean()).isTrue();
        assertThat(one.path("changedBy").asString()).isEqualTo("user:" + owner.id());
        assertThat(one.path("agreedText").asInt()).isEqualTo(1);

        assertThat(owner.http().delete(consent).status()).isEqualTo(200);
        assertThat(owner.http().delete(consent).status()).isEqualTo(200);
        assertThat(log.names(given.json().path("id").asString()))
                .containsExactly("consent.ConsentGiven", "consent.ConsentWithdrawn");
        assertThat(archive(owner, data(owner)).values("consents", "given")).containsExactly("true", "false");
    }
}
