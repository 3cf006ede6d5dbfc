package io.postledger.embedded.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a careless client gets away with at the simulated Pinterest: nothing. */
class PinterestStrictnessTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ALL_SCOPES = "boards:read,boards:write,pins:read,pins:write,user_accounts:read";

    private final Http http = new Http();
    private SimulatedNetworks networks;
    private String base;
    private String token;
    private String board;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        networks = SimulatedNetworks.start(0, 0, data);
        base = networks.of("pinterest").toString();
        token = token(ALL_SCOPES);
        board = Http.json(call("GET", "/v5/boards", null)).at("/items/0/id").stringValue();
    }

    @AfterEach
    void stop() throws Exception {
        networks.close();
    }

    private String token(String scope) throws Exception {
        Map<String, String> query = Map.of(
                "response_type",
                "code",
                "client_id",
                SimulatedNetworks.CLIENT_ID,
                "redirect_uri",
                Http.REDIRECT,
                "scope",
                scope,
                "state",
                "s",
                "simulate_account",
                "northbike");
        String location = http.send("GET", URI.create(base + "/oauth/?" + Http.form(query)), null)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Map<String, String> form = Map.of(
                "grant_type",
                "authorization_code",
                "code",
                location.substring(location.indexOf("code=") + 5),
                "redirect_uri",
                Http.REDIRECT);
        return Http.json(http.send(
                        "POST",
                        URI.create(base + "/v5/oauth/token"),
                        Http.form(form),
                        "Content-Type",
                        FORM,
                        "Authorization",
                        Http.BASIC))
                .path("access_token")
                .stringValue();
    }

    private HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                method,
                URI.create(base + path),
                body,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json");
    }

    private String truth() throws Exception {
        return http.send("GET", URI.create(networks.control() + "/truth/pinterest/posts"), null)
                .body();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{}                                                                                  ! 404 ! 40",
                "[]                                                                                  ! 400 ! 1",
                "{\"board_id\":\"1\"}                                                                ! 404 ! 40",
                "{\"board_id\":\"BOARD\"}                                                            ! 400 ! 1",
                "{\"board_id\":\"BOARD\",\"note\":\"old\"}                                           ! 400 ! 1",
                "{\"board_id\":\"BOARD\",\"title\":7}                                                ! 400 ! 1",
                "{\"board_id\":\"BOARD\",\"link\":\"example.com\"}                                   ! 400 ! 1",
                "{\"board_id\":\"BOARD\",\"board_section_id\":\"1\"}                                 ! 404 ! 2031",
                "{\"board_id\":\"BOARD\",\"media_source\":{\"source_type\":\"pin_url\"}}             ! 400 ! 1",
                "{\"board_id\":\"BOARD\",\"media_source\":{\"source_type\":\"image_url\",\"url\":\"http://127.0.0.1:1/x\"}} ! 400 ! 235",
                "{\"board_id\":\"BOARD\",\"media_source\":{\"source_type\":\"video_id\",\"media_id\":\"1\"}} ! 404 ! 2030"
            })
    void givenWrongPin_whenCreated_thenRefused(String body, int status, int code) throws Exception {
        HttpResponse<String> answer = call("POST", "/v5/pins", body.replace("BOARD", board));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Http.json(answer).path("code").intValue()).isEqualTo(code);
        assertThat(Http.json(answer).path("message").isString()).isTrue();
        assertThat(answer.headers().firstValue("x-ratelimit-limit")).isPresent();
        assertThat(truth()).isEmpty();
    }

    @Test
    void givenAnyCall_whenAnswered_thenTheHeadersTellThePolicyNearestItsEnd() throws Exception {
        HttpResponse<String> answer = call("POST", "/v5/media", "{\"media_type\":\"video\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("x-ratelimit-limit"))
                .hasValue(
                        "100, 100;w=1;name=\"safety_net_app_id_user_id\", 100;w=60;name=\"org_write_app_id_user_id\"");
        assertThat(answer.headers().firstValueAsLong("x-ratelimit-remaining").orElseThrow())
                .isLessThanOrEqualTo(99);
        assertThat(answer.headers().firstValueAsLong("x-ratelimit-reset").orElseThrow())
                .isBetween(1L, 60L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"media_type\":\"image\"}", "{\"media_type\":\"video\",\"size\":1}"})
    void givenWrongAnnouncement_whenMade_thenRefused(String body) throws Exception {
        assertThat(call("POST", "/v5/media", body).statusCode()).isEqualTo(400);
    }

    @Test
    void givenUpload_whenAFieldOrTheFileIsMissingOrATokenComesAlong_thenTheStorageRefuses() throws Exception {
        JsonNode media = Http.json(call("POST", "/v5/media", "{\"media_type\":\"video\"}"));
        StringBuilder fields = new StringBuilder();
        media.path("upload_parameters")
                .properties()
                .forEach(field -> fields.append(
                        part("name=\"" + field.getKey() + "\"", field.getValue().stringValue())));
        String file = part("name=\"file\"; filename=\"video\"", "bytes");

        assertThat(upload(file).statusCode()).isEqualTo(403);
        assertThat(upload(fields.toString()).statusCode()).isEqualTo(400);
        assertThat(upload(fields + file, "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(400);
        assertThat(status(media)).isEqualTo("registered");
        assertThat(upload(fields + file).statusCode()).isEqualTo(204);
        assertThat(status(media)).isEqualTo("processing");
    }

    private static String part(String disposition, String value) {
        return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + value + "\r\n";
    }

    private HttpResponse<String> upload(String parts, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "multipart/form-data; boundary=b";
        return http.send("POST", URI.create(base + "/media-upload/"), parts + "--b--\r\n", all);
    }

    private String status(JsonNode media) throws Exception {
        return Http.json(call("GET", "/v5/media/" + media.path("media_id").stringValue(), null))
                .path("status")
                .stringValue();
    }

    @ParameterizedTest
    @CsvSource({
        "/v5/boards/BOARD/pins?page_size=251, 400",
        "/v5/boards/BOARD/pins?bookmark=x,    400",
        "/v5/boards/BOARD/pins?order=newest,  400",
        "/v5/boards/1/pins,                   404",
        "/v5/boards/BOARD/sections/1/pins,    404",
        "/v5/pins/1,                          404",
        "/v5/me,                              404"
    })
    void givenWrongQuestion_whenAsked_thenRefused(String path, int status) throws Exception {
        assertThat(call("GET", path.replace("BOARD", board), null).statusCode()).isEqualTo(status);
    }

    @Test
    void givenNoTokenOrTooFewScopes_whenCalled_thenRefused() throws Exception {
        HttpResponse<String> anonymous = http.send("GET", URI.create(base + "/v5/user_account"), null);
        token = token("boards:read");
        HttpResponse<String> narrow = call("GET", "/v5/user_account", null);

        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(Http.json(anonymous).path("code").intValue()).isEqualTo(2);
        assertThat(narrow.statusCode()).isEqualTo(403);
        assertThat(Http.json(narrow).path("code").intValue()).isEqualTo(3);
    }

    @Test
    void givenUnknownAccess_whenSet_thenRefusedAndNothingChanges() throws Exception {
        HttpResponse<String> answer = http.send(
                "POST", URI.create(networks.control() + "/settings"), "{\"pinterest\":{\"access\":\"gold\"}}");

        assertThat(answer.statusCode()).isEqualTo(400);
    }
}
