package io.postledger.embedded.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Uploads to the simulated X, by hand. */
class XMediaTest {

    @TempDir
    private Path data;

    private final Http http = new Http();
    private SimulatedNetworks networks;
    private String token;

    @BeforeEach
    void start() throws Exception {
        networks = SimulatedNetworks.start(0, 0, data);
        token = http.accessToken(networks.of("x"), "northbike");
    }

    @AfterEach
    void stop() throws Exception {
        networks.close();
    }

    @Test
    void givenSegmentsOverMegabytesAndARestartBetween_whenFinished_thenTheTruthHasTheirHash() throws Exception {
        byte[] all = new byte[3_000_000];
        new Random(1).nextBytes(all);
        String id = begin("image/png", all.length);
        assertThat(append(id, 0, all, 0, 2_500_000).statusCode()).isEqualTo(200);
        networks.close();
        networks = SimulatedNetworks.start(0, 0, data);
        append(id, 1, all, 2_500_000, 500_000);

        JsonNode done = Http.json(call("POST", "/2/media/upload/" + id + "/finalize", null));
        call(
                "POST",
                "/2/media/metadata",
                "{\"id\":\"%s\",\"metadata\":{\"alt_text\":{\"text\":\"noise\"}}}".formatted(id));
        HttpResponse<String> posted = post(id);

        assertThat(done.at("/data/size").intValue()).isEqualTo(all.length);
        assertThat(done.at("/data").has("processing_info")).isFalse();
        assertThat(posted.statusCode()).isEqualTo(201);
        assertThat(Http.json(posted).at("/data/text").stringValue()).matches("look https://t\\.co/\\w+");
        JsonNode truth = truth();
        assertThat(truth.at("/media/0/sha256").stringValue())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(all)));
        assertThat(truth.at("/fields/altText1").stringValue()).isEqualTo("noise");
        assertThat(status(id).statusCode()).as("the status of a picture").isEqualTo(400);
    }

    @Test
    void givenVideo_whenFinished_thenItIsUsableOnceItsProcessingEnds() throws Exception {
        set("{\"x\":{\"videoProcessingMs\":300}}");
        String id = uploaded("video/mp4");

        assertThat(Http.json(status(id)).at("/data/processing_info/state").stringValue())
                .isEqualTo("in_progress");
        assertThat(post(id).body()).contains("Your media IDs are invalid.");
        Awaitility.await()
                .untilAsserted(() -> assertThat(Http.json(status(id))
                                .at("/data/processing_info/state")
                                .stringValue())
                        .isEqualTo("succeeded"));
        assertThat(post(id).statusCode()).isEqualTo(201);
    }

    @Test
    void givenFaultsOfMedia_whenFinished_thenOnlyThatCallMeetsThem() throws Exception {
        fault("{\"network\":\"*\",\"kind\":\"MEDIA_FAILS\"}");
        set("{\"x\":{\"videoProcessingMs\":0}}");

        String id = uploaded("video/mp4");

        JsonNode info = Http.json(status(id)).at("/data/processing_info");
        assertThat(info.path("state").stringValue()).isEqualTo("failed");
        assertThat(info.at("/error/message").stringValue()).isEqualTo("Unsupported video format");
        fault("{\"kind\":\"MEDIA_SLOW\",\"delayMs\":60000}");
        assertThat(Http.json(status(uploaded("image/gif")))
                        .at("/data/processing_info/check_after_secs")
                        .intValue())
                .isBetween(50, 60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "initialize | {\"media_type\":\"image/png\",\"total_bytes\":5242881}",
                "initialize | {\"media_type\":\"image/png\",\"total_bytes\":0}",
                "initialize | {\"media_type\":\"text/html\",\"total_bytes\":1}",
                "initialize | {\"media_type\":\"image/png\",\"total_bytes\":1,\"media_category\":\"tweet_video\"}",
                "initialize | {\"media_type\":\"image/png\",\"total_bytes\":1,\"command\":\"INIT\"}",
                "1/finalize | {}",
            })
    void givenWhatXDoesNotTake_whenAsked_thenRefused(String path, String body) throws Exception {
        assertThat(call("POST", "/2/media/upload/" + path, body).statusCode()).isEqualTo(400);
    }

    @Test
    void givenMissingSegmentOrAnothersMedia_whenUsed_thenRefused() throws Exception {
        String id = begin("image/png", 4);
        append(id, 0, "abc".getBytes(StandardCharsets.UTF_8), 0, 3);
        String other = http.accessToken(networks.of("x"), "harbour_radio");

        assertThat(call("POST", "/2/media/upload/" + id + "/finalize", null).body())
                .contains("Segments do not add up");
        String whole = uploaded("image/png");
        assertThat(http.post(networks.of("x"), other, "{\"media\":{\"media_ids\":[\"" + whole + "\"]}}")
                        .body())
                .contains("Your media IDs are invalid.");
        assertThat(http.post(networks.of("x"), token, "{\"media\":{\"media_ids\":[]}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(http.post(networks.of("x"), token, "{\"media\":{\"media_ids\":[\"" + whole + "\"]}}")
                        .statusCode())
                .as("a post without text")
                .isEqualTo(201);
    }

    private String uploaded(String type) throws Exception {
        String id = begin(type, 3);
        append(id, 0, "abc".getBytes(StandardCharsets.UTF_8), 0, 3);
        assertThat(call("POST", "/2/media/upload/" + id + "/finalize", null).statusCode())
                .isEqualTo(200);
        return id;
    }

    private String begin(String type, long bytes) throws Exception {
        HttpResponse<String> answer = call(
                "POST",
                "/2/media/upload/initialize",
                "{\"media_type\":\"%s\",\"total_bytes\":%d}".formatted(type, bytes));
        return Http.json(answer).at("/data/id").stringValue();
    }

    private HttpResponse<String> append(String id, int segment, byte[] all, int from, int length) throws Exception {
        String head = "--b\r\nContent-Disposition: form-data; name=\"segment_index\"\r\n\r\n" + segment
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"media\"; filename=\"chunk\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n";
        HttpRequest request = HttpRequest.newBuilder(URI.create(networks.of("x") + "/2/media/upload/" + id + "/append"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(head),
                        HttpRequest.BodyPublishers.ofByteArray(all, from, length),
                        HttpRequest.BodyPublishers.ofString("\r\n--b--\r\n")))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> status(String id) throws Exception {
        return call("GET", "/2/media/upload?command=STATUS&media_id=" + id, null);
    }

    private HttpResponse<String> post(String id) throws IOException, InterruptedException {
        return http.post(
                networks.of("x"), token, "{\"text\":\"look\",\"media\":{\"media_ids\":[\"%s\"]}}".formatted(id));
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return http.send(
                method,
                URI.create(networks.of("x") + path),
                body,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json");
    }

    private JsonNode truth() throws Exception {
        return Http.json(http.send("GET", URI.create(networks.control() + "/truth/posts"), null));
    }

    private void set(String json) throws Exception {
        http.send("POST", URI.create(networks.control() + "/settings"), json);
    }

    private void fault(String json) throws Exception {
        assertThat(http.send("POST", URI.create(networks.control() + "/faults"), json)
                        .statusCode())
                .isEqualTo(201);
    }
}
