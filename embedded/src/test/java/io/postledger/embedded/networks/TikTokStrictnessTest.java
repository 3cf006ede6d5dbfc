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
import tools.jackson.databind.JsonNode;

/** What a careless client gets away with at the simulated TikTok: nothing. */
class TikTokStrictnessTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SCOPES = "user.info.basic,video.publish,video.list";

    /** The challenge of {@link Http#VERIFIER} as TikTok wants it. */
    private static final String CHALLENGE = "13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3";

    private static final String INFO =
            "{\"title\":\"t\",\"privacy_level\":\"SELF_ONLY\",\"brand_content_toggle\":false}";
    private static final String VIDEO_INIT = "/v2/post/publish/video/init/";

    private final Http http = new Http();
    private SimulatedNetworks networks;
    private String token;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        networks = SimulatedNetworks.start(0, 0, data);
        token = accessToken(SCOPES);
    }

    @AfterEach
    void stop() throws Exception {
        networks.close();
    }

    @Test
    void givenVideo_whenItsOneChunkComes_thenCreatedAndTheStatusTells() throws Exception {
        JsonNode data = Http.json(init(video(3, 3, 1))).path("data");
        URI address = URI.create(data.path("upload_url").stringValue());

        HttpResponse<String> answer = put(address, "abc", "bytes 0-2/3", "video/mp4");
        JsonNode status = status(data.path("publish_id").stringValue());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes 0-3/3");
        assertThat(status.at("/error/code").stringValue()).isEqualTo("ok");
        assertThat(status.at("/data/uploaded_bytes").longValue()).isEqualTo(3);
        assertThat(status.at("/data/status").stringValue()).isIn("PROCESSING_UPLOAD", "PUBLISH_COMPLETE");
        assertThat(truth().lines()).hasSize(1);
        assertThat(put(address, "abc", "bytes 0-2/3", "video/mp4").statusCode()).isEqualTo(416);
        assertThat(truth().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes 0-1/3,  abc, video/mp4,  400",
        "bytes 0-2/4,  abc, video/mp4,  400",
        "bytes=0-2/3,  abc, video/mp4,  400",
        "bytes 0-2/3,  abc, image/jpeg, 400",
        "bytes 1-2/3,  bc,  video/mp4,  416",
        "bytes 0-1/3,  ab,  video/mp4,  400"
    })
    void givenWrongChunk_whenPut_thenRefused(String range, String bytes, String type, int status) throws Exception {
        URI address = URI.create(
                Http.json(init(video(3, 3, 1))).at("/data/upload_url").stringValue());

        assertThat(put(address, bytes, range, type).statusCode()).isEqualTo(status);
        assertThat(truth()).isEmpty();
    }

    @Test
    void givenAddressThatWasNotGiven_whenPut_thenNotFound() throws Exception {
        String address = Http.json(init(video(3, 3, 1))).at("/data/upload_url").stringValue();

        assertThat(put(URI.create(address + "x"), "abc", "bytes 0-2/3", "video/mp4")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "4000000,   2000000,  2",
        "10000000,  4999999,  2",
        "10000000,  5000000,  1",
        "10000000,  6000000,  2",
        "70000000,  70000000, 1",
        "200000000, 65000000, 3",
        "0,         0,        0"
    })
    void givenChunksThatTikTokDoesNotTake_whenInit_thenInvalidParam(long size, long chunk, long count)
            throws Exception {
        HttpResponse<String> answer = init(video(size, chunk, count));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("invalid_param");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\":1,\"privacy_level\":\"SELF_ONLY\"}",
                "{\"title\":\"t\",\"privacy_level\":\"SELF_ONLY\",\"titel\":\"t\"}",
                "{\"title\":\"t\",\"privacy_level\":\"SELF_ONLY\",\"disable_duet\":\"false\"}"
            })
    void givenPostInfoThatTikTokDoesNotKnow_whenInit_thenInvalidParam(String info) throws Exception {
        assertThat(code(init(video(3, 3, 1).replace(INFO, info)))).isEqualTo("invalid_param");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOLLOWER_OF_CREATOR", "public", ""})
    void givenPrivacyThatIsNotOffered_whenInit_thenMismatch(String level) throws Exception {
        HttpResponse<String> answer = init(video(3, 3, 1).replace("SELF_ONLY", level));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(code(answer)).isEqualTo("privacy_level_option_mismatch");
    }

    @Test
    void givenSevenInAMinute_whenInit_thenRateLimitExceeded() throws Exception {
        for (int i = 0; i < 6; i++) {
            assertThat(init(video(3, 3, 1)).statusCode()).isEqualTo(200);
        }

        HttpResponse<String> answer = init(video(3, 3, 1));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(code(answer)).isEqualTo("rate_limit_exceeded");
    }

    @Test
    void givenNoTokenOrNoScope_whenInit_thenUnauthorizedWithTheReason() throws Exception {
        token = accessToken("user.info.basic");
        assertThat(code(init(video(3, 3, 1)))).isEqualTo("scope_not_authorized");
        token = "wrong";
        assertThat(code(init(video(3, 3, 1)))).isEqualTo("access_token_invalid");
    }

    @Test
    void givenPublishIdOfNobodyOrOfAnother_whenStatusFetched_thenRefused() throws Exception {
        String publishId =
                Http.json(init(video(3, 3, 1))).at("/data/publish_id").stringValue();
        token = accessToken(SCOPES, "harbour_radio");

        assertThat(status(publishId).at("/error/code").stringValue())
                .isEqualTo("token_not_authorized_for_specified_publish_id");
        assertThat(status("v_pub_file~v2.1").at("/error/code").stringValue()).isEqualTo("invalid_publish_id");
        assertThat(status("").at("/error/code").stringValue()).isEqualTo("invalid_publish_id");
    }

    @Test
    void givenJsonWithoutItsType_whenInit_thenInvalidParam() throws Exception {
        HttpResponse<String> answer = http.send(
                "POST",
                URI.create(networks.of("tiktok") + VIDEO_INIT),
                video(3, 3, 1),
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "text/plain");

        assertThat(code(answer)).isEqualTo("invalid_param");
    }

    @Test
    void givenChallengeInBase64_whenAskedForConsent_thenRefused() throws Exception {
        assertThat(consent(SCOPES, "northbike", Http.CHALLENGE).statusCode()).isEqualTo(400);
        assertThat(consent(SCOPES, "northbike", CHALLENGE).statusCode()).isEqualTo(302);
    }

    private static String video(long size, long chunk, long count) {
        return "{\"post_info\":%s,\"source_info\":{\"source\":\"FILE_UPLOAD\",\"video_size\":%d,\"chunk_size\":%d,\"total_chunk_count\":%d}}"
                .formatted(INFO, size, chunk, count);
    }

    private HttpResponse<String> init(String body) throws Exception {
        return post(VIDEO_INIT, body);
    }

    private JsonNode status(String publishId) throws Exception {
        return Http.json(post("/v2/post/publish/status/fetch/", "{\"publish_id\":\"" + publishId + "\"}"));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                "POST",
                URI.create(networks.of("tiktok") + path),
                body,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json; charset=UTF-8");
    }

    private HttpResponse<String> put(URI address, String bytes, String range, String type) throws Exception {
        return http.send("PUT", address, bytes, "Content-Type", type, "Content-Range", range);
    }

    private static String code(HttpResponse<String> answer) {
        return Http.json(answer).at("/error/code").stringValue();
    }

    private String accessToken(String scope) throws Exception {
        return accessToken(scope, "northbike");
    }

    private String accessToken(String scope, String handle) throws Exception {
        String location = consent(scope, handle, CHALLENGE)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Map<String, String> exchange = new LinkedHashMap<>();
        exchange.put("grant_type", "authorization_code");
        exchange.put("code", location.substring(location.indexOf("code=") + 5));
        exchange.put("redirect_uri", Http.REDIRECT);
        exchange.put("code_verifier", Http.VERIFIER);
        exchange.put("client_key", SimulatedNetworks.CLIENT_ID);
        exchange.put("client_secret", SimulatedNetworks.CLIENT_SECRET);
        HttpResponse<String> answer = http.send(
                "POST",
                URI.create(networks.of("tiktok") + "/v2/oauth/token/"),
                Http.form(exchange),
                "Content-Type",
                FORM);
        return Http.json(answer).get("access_token").stringValue();
    }

    private HttpResponse<String> consent(String scope, String handle, String challenge) throws Exception {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_key", SimulatedNetworks.CLIENT_ID);
        query.put("response_type", "code");
        query.put("scope", scope);
        query.put("redirect_uri", Http.REDIRECT);
        query.put("state", "s");
        query.put("code_challenge", challenge);
        query.put("code_challenge_method", "S256");
        query.put("simulate_account", handle);
        return http.send("GET", URI.create(networks.of("tiktok") + "/v2/auth/authorize/?" + Http.form(query)), null);
    }

    private String truth() throws Exception {
        return http.send("GET", networks.control().resolve("/truth/tiktok/posts"), null)
                .body();
    }
}
