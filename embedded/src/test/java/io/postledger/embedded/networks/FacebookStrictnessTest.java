package io.postledger.embedded.networks;

import static io.postledger.embedded.networks.GraphHttp.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a careless client gets away with at the simulated Facebook: nothing. */
class FacebookStrictnessTest {

    private static final String SCOPES = "pages_show_list,pages_read_engagement,pages_manage_posts";

    private GraphHttp facebook;
    private String person;
    private String page;
    private String token;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        facebook = new GraphHttp("facebook", data);
        person = facebook.login("northbike", SCOPES);
        JsonNode first = Http.json(facebook.get(person, "/me/accounts", Map.of("fields", "id,access_token")))
                .at("/data/0");
        page = first.path("id").stringValue();
        token = first.path("access_token").stringValue();
    }

    @AfterEach
    void stop() throws Exception {
        facebook.close();
    }

    @Test
    void givenRightRequest_whenPosted_thenItIsThereWithMetasHeaders() throws Exception {
        HttpResponse<String> answer = facebook.post(token, "/" + page + "/feed", Map.of("message", "hello"));

        assertThat(Http.json(answer).path("id").stringValue()).startsWith(page + "_");
        assertThat(answer.headers().firstValue("facebook-api-version")).hasValue("v25.0");
        assertThat(Json.MAPPER
                        .readTree(answer.headers()
                                .firstValue("X-Business-Use-Case-Usage")
                                .orElseThrow())
                        .path(page)
                        .path(0)
                        .path("type")
                        .stringValue())
                .isEqualTo("pages");
        assertThat(facebook.truth().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"/feed, 2500", "/v19.0/1/feed, 2635", "/v25.0/1/fed, 2500"})
    void givenWrongVersionOrPath_whenCalled_thenRefused(String path, String code) throws Exception {
        HttpResponse<String> answer = facebook.http.send("POST", facebook.at(path), "");

        if (path.startsWith("/v")) {
            assertThat(error(answer)).isEqualTo(code);
        } else {
            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void givenNoTokenOrAWrongOne_whenCalled_thenRefused() throws Exception {
        String path = "/v25.0/" + page + "/feed";
        assertThat(error(facebook.http.send("POST", facebook.at(path), ""))).isEqualTo("104");
        assertThat(error(facebook.post("made-up", "/" + page + "/feed", Map.of("message", "m"))))
                .isEqualTo("190");
        assertThat(error(facebook.http.send(
                        "GET", facebook.at("/v25.0/" + page + "?fields=id"), null, "Authorization", "Bearer " + token)))
                .as("without the proof of the secret")
                .isEqualTo("100");
        assertThat(error(facebook.http.send(
                        "GET",
                        facebook.at("/v25.0/" + page + "?fields=id&appsecret_proof=" + GraphHttp.proof("other")),
                        null,
                        "Authorization",
                        "Bearer " + token)))
                .as("with another's")
                .isEqualTo("100");
    }

    @Test
    void givenPersonsToken_whenPosted_thenAPagesIsAskedFor() throws Exception {
        assertThat(error(facebook.post(person, "/" + page + "/feed", Map.of("message", "m"))))
                .isEqualTo("210");
    }

    @Test
    void givenAnotherPage_whenPosted_thenItDoesNotExist() throws Exception {
        assertThat(error(facebook.post(token, "/4711/feed", Map.of("message", "m"))))
                .isEqualTo("100/33");
    }

    @Test
    void givenPermissionMissing_whenPosted_thenRefused() throws Exception {
        String reader = facebook.login("northbike", "pages_show_list,pages_read_engagement");
        String weak = Http.json(facebook.get(reader, "/" + page, Map.of("fields", "access_token")))
                .path("access_token")
                .stringValue();

        HttpResponse<String> answer = facebook.post(weak, "/" + page + "/feed", Map.of("message", "m"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(error(answer)).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mesage=m | 100",
                "message= | 100",
                "link=example.com | 1609005",
                "message=m&published=false | 100",
                "message=m&attached_media[0]=4711 | 100",
                "message=m&attached_media[0]={\"media_fbid\":\"4711\"} | 100",
            })
    void givenWrongParameters_whenPosted_thenRefused(String parameters, String code) throws Exception {
        Map<String, String> form = new LinkedHashMap<>();
        for (String parameter : parameters.split("&")) {
            form.put(parameter.split("=", 2)[0], parameter.split("=", 2)[1]);
        }

        assertThat(error(facebook.post(token, "/" + page + "/feed", form))).isEqualTo(code);
        assertThat(facebook.truth()).isEmpty();
    }

    @Test
    void givenFileThatIsNoPhoto_whenUploaded_thenRefused() throws Exception {
        String path = "/" + page + "/photos";
        Map<String, String> unpublished = Map.of("published", "false");

        assertThat(error(facebook.upload(token, path, unpublished, "source", "application/pdf", "x")))
                .isEqualTo("100/1366046");
        assertThat(error(facebook.upload(token, path, unpublished, "file", "image/png", "x")))
                .isEqualTo("324");
        assertThat(error(facebook.post(token, path, unpublished))).isEqualTo("324");
    }

    @Test
    void givenPhotoPublishedAtOnce_whenUploaded_thenItIsAPostWithItsText() throws Exception {
        JsonNode answer = Http.json(facebook.upload(
                token, "/" + page + "/photos", Map.of("message", "a photo"), "source", "image/png", "bytes"));

        assertThat(answer.path("post_id").stringValue()).startsWith(page + "_");
        assertThat(facebook.truth()).contains("a photo");
    }

    @Test
    void givenNothingToSend_whenVideoIsStarted_thenRefused() throws Exception {
        String path = "/" + page + "/videos";
        assertThat(error(facebook.post(token, path, Map.of("upload_phase", "start"))))
                .isEqualTo("100");
        assertThat(error(facebook.post(token, path, Map.of("upload_phase", "begin"))))
                .isEqualTo("100");
        assertThat(error(facebook.post(token, path, Map.of("upload_phase", "finish", "upload_session_id", "7"))))
                .isEqualTo("6000/1363041");
    }

    @Test
    void givenVideo_whenChunksAreWrong_thenItIsSaidWhereItStandsAndARestartLosesNothing() throws Exception {
        facebook.set("{\"chunkBytes\":4}");
        String path = "/" + page + "/videos";
        JsonNode started = Http.json(facebook.post(token, path, Map.of("upload_phase", "start", "file_size", "6")));
        Map<String, String> chunk = new LinkedHashMap<>(Map.of("upload_phase", "transfer", "start_offset", "0"));
        chunk.put("upload_session_id", started.path("upload_session_id").stringValue());

        HttpResponse<String> tooLong =
                facebook.upload(token, path, chunk, "video_file_chunk", "application/octet-stream", "abcde");
        assertThat(error(tooLong)).isEqualTo("6001/1363037");
        assertThat(Http.json(tooLong).at("/error/error_data/end_offset").stringValue())
                .isEqualTo("4");
        facebook.upload(token, path, chunk, "video_file_chunk", "application/octet-stream", "abcd");
        facebook.restart();
        HttpResponse<String> again =
                facebook.upload(token, path, chunk, "video_file_chunk", "application/octet-stream", "abcd");
        assertThat(Http.json(again).at("/error/error_data/start_offset").stringValue())
                .isEqualTo("4");
        chunk.put("start_offset", "4");
        facebook.upload(token, path, chunk, "video_file_chunk", "application/octet-stream", "ef");
        facebook.set("{\"videoMillis\":0}");
        Map<String, String> finish = Map.of(
                "upload_phase", "finish", "upload_session_id", chunk.get("upload_session_id"), "description", "film");
        assertThat(facebook.post(token, path, finish).body()).isEqualTo("{\"success\":true}");
        facebook.restart();
        assertThat(error(facebook.post(token, path, finish))).isEqualTo("6000/1363041");
        assertThat(facebook.truth().lines()).singleElement().asString().contains("film", "\"bytes\":6");
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, 101", "after, x", "fields, 'id,massage'", "until, 1"})
    void givenWrongQuery_whenListed_thenRefused(String name, String value) throws Exception {
        assertThat(error(facebook.get(token, "/" + page + "/posts", Map.of(name, value))))
                .isEqualTo("100");
    }

    @Test
    void givenCodeOfOneConsent_whenExchangedWrongly_thenRefusedByWhatIsWrong() throws Exception {
        Map<String, String> right = Map.of(
                "client_id",
                SimulatedNetworks.CLIENT_ID,
                "client_secret",
                SimulatedNetworks.CLIENT_SECRET,
                "redirect_uri",
                "http://localhost:9/back",
                "code",
                "made-up");
        assertThat(facebook.token(right).at("/error/error_subcode").asInt()).isEqualTo(36009);
        assertThat(facebook.token(with(right, "client_id", "other"))
                        .at("/error/code")
                        .asInt())
                .isEqualTo(101);
        assertThat(facebook.token(with(right, "client_secret", "guess"))
                        .at("/error/message")
                        .stringValue())
                .isEqualTo("Error validating client secret.");
        assertThat(facebook.token(with(right, "code_verifier", "v"))
                        .at("/error/code")
                        .asInt())
                .isEqualTo(100);
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(map);
        changed.put(name, value);
        return changed;
    }
}
