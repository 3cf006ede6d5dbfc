package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.postledger.api.media.Attachment;
import io.postledger.api.media.MediaFacts;
import io.postledger.api.media.MediaId;
import io.postledger.api.media.MediaVault;
import io.postledger.api.post.PostDrafted;
import io.postledger.embedded.testing.SampleMedia;
import io.postledger.platform.MediaSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Pictures and videos on the product as it is shipped: in over HTTP, onto a post, and out to a network. */
class MediaIT extends ProductIT {
    private static final byte[] PICTURE = SampleMedia.picture("png", 40, 30);
    private static final byte[] VIDEO = SampleMedia.video(1080, 1920, Duration.ofSeconds(9), 2_500_000);

    @Autowired
    private MediaVault vault;

    @Autowired
    private MediaSource source;

    @Autowired
    private SchedulerClient scheduler;

    private Http http;
    private String workspace;
    private String account;

    @BeforeAll
    void aWorkspaceWithAnAccount() {
        http = signUp();
        workspace = createWorkspace(http);
        account = connect(http, workspace, "media");
    }

    private String newId() {
        return ids.next(MediaId.PREFIX, MediaId::new).value();
    }

    private Http.Answer upload(Http caller, String id, byte[] file) {
        return caller.send("PUT", workspace + "/media/" + id, BodyPublishers.ofByteArray(file), "image/jpeg");
    }

    private String uploaded(byte[] file) {
        String id = newId();
        Http.Answer answer = upload(http, id, file);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        return id;
    }

    private MediaFacts stored(String id) {
        String sha256 = jdbc.queryForObject("SELECT sha256 FROM media_upload WHERE media_id = ?", String.class, id);
        return vault.find(id, sha256).orElseThrow();
    }

    private void assertRefused(int status, String code, Supplier<Http.Answer> request) {
        Map<String, Long> before = rows();
        Http.Answer answer = request.get();
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void givenVideoCalledAJpeg_whenUploaded_thenItIsWhatItIs() {
        String id = uploaded(VIDEO);

        assertThat(stored(id)).satisfies(facts -> {
            assertThat(facts.contentType()).isEqualTo("video/mp4");
            assertThat(facts.bytes()).isEqualTo(VIDEO.length);
            assertThat(facts.durationMillis()).isEqualTo(9_000);
        });
        assertThat(events(id, "media.MediaUploaded")).isEqualTo(1);
    }

    @Test
    void givenUpload_whenRepeated_thenTheSameAnswerAndNoEvent() {
        String id = newId();
        Http keyed = http.with("Idempotency-Key", "media-it-0001");

        assertThat(upload(keyed, id, PICTURE).json())
                .isEqualTo(upload(keyed, id, PICTURE).json());
        assertThat(upload(http, id, PICTURE).status())
                .as("the same file with another key")
                .isEqualTo(201);

        assertThat(events(id, "media.MediaUploaded")).isEqualTo(1);
        assertThat(upload(http, id, VIDEO).code()).isEqualTo("ID_ALREADY_USED");
    }

    @Test
    void givenWhatIsNoMedia_whenUploaded_thenRefusedAndNothingIsLeft() {
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        assertRefused(400, "MEDIA_TYPE_NOT_ACCEPTED", () -> upload(http, newId(), page));
        assertRefused(400, "MEDIA_TYPE_NOT_ACCEPTED", () -> upload(http, newId(), new byte[0]));
        assertRefused(400, "MEDIA_UNREADABLE", () -> upload(http, newId(), Arrays.copyOf(VIDEO, 1_000)));
    }

    @Test
    void givenUploadThatIsCutOff_whenTheConnectionEnds_thenNothingIsLeft() throws IOException {
        Map<String, Long> before = rows();
        String id = newId();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("PUT " + workspace + "/media/" + id + " HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Authorization: " + http.header("Authorization") + "\r\nContent-Length: "
                                    + VIDEO.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(VIDEO, 0, 1_500_000);
            socket.getOutputStream().flush();
            await().until(() -> chunks(id) == 1);
        }

        await().until(() -> rows().equals(before));
        assertThat(events(id, "media.MediaUploaded")).isZero();
    }

    private long chunks(String id) {
        return jdbc.queryForObject(
                "SELECT count(*) FROM media_chunk c JOIN media_upload u USING (upload_id) WHERE u.media_id = ?",
                Long.class,
                id);
    }

    private Http.Answer draft(String workspace, String media, String options) {
        return http.post(workspace + "/posts", """
                {"text":"With a picture","targets":["%s"],"media":[{"mediaId":"%s","altText":"Gears"}],"options":%s}""".formatted(account, media, options));
    }

    @Test
    void givenMedia_whenDrafted_thenThePostHasIt() {
        String media = uploaded(PICTURE);
        Http.Answer answer = draft(workspace, media, "{}");

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        String post = answer.json().path("id").asString();
        assertThat(log.events(post, PostDrafted.class).findFirst().orElseThrow().media())
                .containsExactly(stored(media).attachedAs(media, "Gears"));
    }

    @Test
    void givenMediaThatIsUnknownForeignOrDeleted_whenDrafted_thenNotFound() {
        assertRefused(404, "MEDIA_NOT_FOUND", () -> draft(workspace, newId(), "{}"));

        String foreign = newId();
        String elsewhere = createWorkspace(http);
        assertThat(http.send("PUT", elsewhere + "/media/" + foreign, BodyPublishers.ofByteArray(PICTURE), null)
                        .status())
                .isEqualTo(201);
        assertRefused(404, "MEDIA_NOT_FOUND", () -> draft(workspace, foreign, "{}"));
        assertRefused(404, "MEDIA_NOT_FOUND", () -> http.delete(workspace + "/media/" + foreign));

        String deleted = uploaded(PICTURE);
        assertThat(http.delete(workspace + "/media/" + deleted).status()).isEqualTo(200);
        assertRefused(404, "MEDIA_NOT_FOUND", () -> draft(workspace, deleted, "{}"));
    }

    @Test
    void givenOptionThatTheNetworkDoesNotKnow_whenDrafted_thenRefusedWithAllThatIsWrong() {
        String media = uploaded(PICTURE);
        assertRefused(
                400, "OPTION_UNKNOWN", () -> draft(workspace, media, "{\"" + account + "\":{\"colour\":\"red\"}}"));

        Http.Answer both = http.post(
                workspace + "/posts",
                "{\"text\":\"" + "a".repeat(281) + "\",\"targets\":[\"" + account + "\"],\"options\":{\"" + account
                        + "\":{\"colour\":\"red\"}}}");
        assertThat(both.code()).isEqualTo("CONTENT_TOO_LONG");
        assertThat(both.json().path("details").path("violations").asString()).isEqualTo("2");
        assertThat(both.json().path("details").path("violations[1].code").asString())
                .isEqualTo("OPTION_UNKNOWN");
    }

    @Test
    void givenOptionsForNoTarget_whenDrafted_thenRefused() {
        assertRefused(
                400,
                "TARGETS_INVALID",
                () -> http.post(
                        workspace + "/posts",
                        "{\"text\":\"a\",\"targets\":[],\"options\":{\"" + account + "\":{\"text\":\"b\"}}}"));
    }

    @Test
    void givenInstallation_whenAskedForNetworks_thenEachWithWhatItAsksForAndWhetherItCanBeConnected() {
        JsonNode x = http.get("/api/platforms").json().path("items").path(0);

        assertThat(x.path("platform").asString()).isEqualTo("X");
        assertThat(x.path("supported").asBoolean()).isTrue();
        assertThat(x.path("connectable").asBoolean()).isTrue();
        assertThat(x.path("options").path(0).path("name").asString()).isEqualTo("text");
    }

    @Test
    void givenAttachment_whenANetworkFetchesItOrIsSentIt_thenItsBytes() throws IOException, InterruptedException {
        String id = uploaded(VIDEO);
        Attachment attachment = stored(id).attachedAs(id, null);

        URI link = source.publicUri(attachment);
        HttpResponse<byte[]> fetched = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(link).hasPort(port);
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.headers().firstValue("Content-Type")).contains("video/mp4");
        assertThat(fetched.body()).isEqualTo(VIDEO);
        try (InputStream rest = source.open(attachment, 2_000_000)) {
            assertThat(rest.readAllBytes()).isEqualTo(Arrays.copyOfRange(VIDEO, 2_000_000, VIDEO.length));
        }
    }

    @Test
    void givenUploadsOfHoursAgo_whenTidied_thenOnlyThoseThatTheLogSpeaksOfAreThere() throws IOException {
        String registered = uploaded(PICTURE);
        String loose = newId();
        vault.store(
                vault.begin("ws_01jqaaaaaaaaaaaaaaaaaaaaaa", new MediaId(loose)), new ByteArrayInputStream(PICTURE));
        jdbc.update("UPDATE media_upload SET touched_at = touched_at - interval '2 hours'");

        scheduler.reschedule(TaskInstanceId.of("media.tidy", "recurring"), Instant.now());

        await().atMost(Duration.ofSeconds(30)).until(() -> chunks(loose) == 0);
        assertThat(chunks(registered)).isEqualTo(1);
        assertThat(stored(registered).bytes()).isEqualTo(PICTURE.length);
    }
}
