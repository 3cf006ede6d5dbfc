package io.postledger.embedded.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What a careless client gets away with at the simulated YouTube: nothing. */
class YouTubeStrictnessTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String UPLOAD = "https://www.googleapis.com/auth/youtube.upload";
    private static final String READ = "https://www.googleapis.com/auth/youtube.readonly";
    private static final String RIGHT =
            "{\"snippet\":{\"title\":\"t\",\"description\":\"d\"},\"status\":{\"privacyStatus\":\"public\"}}";
    private static final int PIECE = 256 * 1024;

    private final Http http = new Http();
    private SimulatedNetworks networks;
    private String token;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        networks = SimulatedNetworks.start(0, 0, data);
        token = accessToken(UPLOAD + " " + READ);
    }

    @AfterEach
    void stop() throws Exception {
        networks.close();
    }

    @Test
    void givenSession_whenItsBytesCome_thenAsTheProtocolSays() throws Exception {
        URI session = open(PIECE + 3);

        HttpResponse<String> nothing = ask(session, PIECE + 3);
        HttpResponse<String> first = piece(session, "a".repeat(PIECE), 0, PIECE + 3);
        HttpResponse<String> again = piece(session, "a".repeat(PIECE), 0, PIECE + 3);
        HttpResponse<String> last = piece(session, "bcd", PIECE, PIECE + 3);
        HttpResponse<String> over = ask(session, PIECE + 3);

        assertThat(nothing.statusCode()).isEqualTo(308);
        assertThat(nothing.headers().firstValue("Range")).as("nothing came").isEmpty();
        assertThat(first.statusCode()).isEqualTo(308);
        assertThat(first.headers().firstValue("Range")).hasValue("bytes=0-" + (PIECE - 1));
        assertThat(again.headers().firstValue("Range")).hasValue("bytes=0-" + (PIECE - 1));
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(Http.json(last).at("/status/uploadStatus").stringValue()).isEqualTo("uploaded");
        assertThat(over.body()).as("the answer that it ended with").isEqualTo(last.body());
        assertThat(truth().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes 0-2/9, 3",
        "bytes 0-3/10, 3",
        "bytes 0-2/10, 3",
        "bytes=0-9/10, 10",
        "bytes 0-9/*, 10",
        "bytes */9, 0"
    })
    void givenWrongContentRange_whenPut_thenBadRequest(String range, int bytes) throws Exception {
        URI session = open(10);

        HttpResponse<String> answer = put(session, "x".repeat(bytes), range, "video/mp4");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(truth()).isEmpty();
    }

    @Test
    void givenAnotherTypeThanAnnounced_whenPut_thenBadRequest() throws Exception {
        assertThat(put(open(3), "abc", "bytes 0-2/3", "video/webm").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"snippet\":{\"description\":\"d\"},\"status\":{}}                              | invalidTitle",
                "{\"snippet\":{\"title\":\"a<b\"},\"status\":{}}                                  | invalidTitle",
                "{\"snippet\":{\"title\":\"t\",\"description\":\"a>b\"},\"status\":{}}            | invalidDescription",
                "{\"snippet\":{\"title\":\"t\",\"tags\":\"a,b\"},\"status\":{}}                   | invalidTags",
                "{\"snippet\":{\"title\":\"t\",\"categoryId\":\"99\"},\"status\":{}}              | invalidCategoryId",
                "{\"snippet\":{\"title\":\"t\"},\"status\":{\"privacyStatus\":\"PUBLIC\"}}        | invalidVideoMetadata",
                "{\"snippet\":{\"title\":\"t\",\"titel\":\"t\"},\"status\":{}}                    | badRequest",
                "{\"snippet\":{\"title\":\"t\"},\"status\":{},\"more\":{}}                        | badRequest",
                "{\"snippet\":                                                                    | parseError"
            })
    void givenMetadataThatYouTubeRefuses_whenInserted_thenItsReason(String body, String reason) throws Exception {
        HttpResponse<String> answer = insert(body, "3", "video/mp4", "uploadType=resumable&part=snippet,status");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Http.json(answer).at("/error/errors/0/reason").stringValue()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "part=snippet,status",
                "uploadType=resumable&part=snippet",
                "uploadType=resumable&part=snippet,status&titel=t"
            })
    void givenWrongParameters_whenInserted_thenBadRequest(String query) throws Exception {
        assertThat(insert(RIGHT, "3", "video/mp4", query).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"0, video/mp4", "x, video/mp4", "3, image/png"})
    void givenWrongAnnouncement_whenInserted_thenBadRequest(String length, String type) throws Exception {
        assertThat(insert(RIGHT, length, type, "uploadType=resumable&part=snippet,status")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void givenSessionOfAnother_whenPut_thenForbidden() throws Exception {
        URI session = open(3);
        token = accessToken(UPLOAD, "harbour_radio");

        assertThat(piece(session, "abc", 0, 3).statusCode()).isEqualTo(403);
        assertThat(truth()).isEmpty();
    }

    @Test
    void givenScopeMissing_whenInserted_thenForbidden() throws Exception {
        token = accessToken(READ);

        HttpResponse<String> answer = insert(RIGHT, "3", "video/mp4", "uploadType=resumable&part=snippet,status");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Http.json(answer).at("/error/errors/0/reason").stringValue()).isEqualTo("insufficientPermissions");
    }

    @Test
    void givenNoToken_whenPut_thenUnauthorized() throws Exception {
        URI session = open(3);
        token = "wrong";

        assertThat(piece(session, "abc", 0, 3).statusCode()).isEqualTo(401);
    }

    @Test
    void givenQuotaSpentByAnybody_whenInserted_thenQuotaExceededForAll() throws Exception {
        http.send(
                "POST",
                networks.control().resolve("/settings"),
                "{\"youtube\":{\"insertsPerDay\":1}}",
                "Content-Type",
                "application/json");
        open(3);
        token = accessToken(UPLOAD, "harbour_radio");

        HttpResponse<String> answer = insert(RIGHT, "3", "video/mp4", "uploadType=resumable&part=snippet,status");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Http.json(answer).at("/error/errors/0/reason").stringValue()).isEqualTo("quotaExceeded");
    }

    @Test
    void givenConsentWithoutOfflineAccess_whenExchanged_thenNoRefreshToken() throws Exception {
        assertThat(tokens(READ, "northbike", "offline")).contains("refresh_token");
        assertThat(tokens(READ, "northbike", "online")).doesNotContain("refresh_token");
    }

    private URI open(int bytes) throws Exception {
        HttpResponse<String> answer =
                insert(RIGHT, Integer.toString(bytes), "video/mp4", "uploadType=resumable&part=snippet,status");
        assertThat(answer.statusCode()).isEqualTo(200);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private HttpResponse<String> insert(String body, String length, String type, String query) throws Exception {
        return http.send(
                "POST",
                URI.create(networks.of("youtube") + "/upload/youtube/v3/videos?" + query),
                body,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json; charset=UTF-8",
                "X-Upload-Content-Length",
                length,
                "X-Upload-Content-Type",
                type);
    }

    private HttpResponse<String> piece(URI session, String bytes, int from, int size) throws Exception {
        String range = "bytes " + from + "-" + (from + bytes.length() - 1) + "/" + size;
        return put(session, bytes, range, "video/mp4");
    }

    private HttpResponse<String> ask(URI session, int size) throws Exception {
        return put(session, "", "bytes */" + size, "video/mp4");
    }

    private HttpResponse<String> put(URI session, String bytes, String range, String type) throws Exception {
        return http.send(
                "PUT",
                session,
                bytes,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                type,
                "Content-Range",
                range);
    }

    private String accessToken(String scope) throws Exception {
        return accessToken(scope, "northbike");
    }

    private String accessToken(String scope, String handle) throws Exception {
        return Json.MAPPER
                .readTree(tokens(scope, handle, "offline"))
                .get("access_token")
                .stringValue();
    }

    private String tokens(String scope, String handle, String accessType) throws Exception {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", SimulatedNetworks.CLIENT_ID);
        query.put("redirect_uri", Http.REDIRECT);
        query.put("scope", scope);
        query.put("state", "s");
        query.put("access_type", accessType);
        query.put("simulate_account", handle);
        String location = http.send(
                        "GET", URI.create(networks.of("youtube") + "/o/oauth2/v2/auth?" + Http.form(query)), null)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Map<String, String> exchange = new LinkedHashMap<>();
        exchange.put("grant_type", "authorization_code");
        exchange.put("code", location.substring(location.indexOf("code=") + 5));
        exchange.put("redirect_uri", Http.REDIRECT);
        exchange.put("client_id", SimulatedNetworks.CLIENT_ID);
        exchange.put("client_secret", SimulatedNetworks.CLIENT_SECRET);
        return http.send(
                        "POST",
                        URI.create(networks.of("youtube") + "/token"),
                        Http.form(exchange),
                        "Content-Type",
                        FORM)
                .body();
    }

    private String truth() throws Exception {
        return http.send("GET", networks.control().resolve("/truth/youtube/posts"), null)
                .body();
    }
}
