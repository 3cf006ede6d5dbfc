package io.postledger.embedded.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a careless client gets away with at the simulated X: nothing. */
class XStrictnessTest {

    private final Http http = new Http();
    private SimulatedNetworks networks;
    private String token;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        networks = SimulatedNetworks.start(0, 0, data);
        token = http.accessToken(networks.of("x"), "northbike");
    }

    @AfterEach
    void stop() throws Exception {
        networks.close();
    }

    @Test
    void givenRightRequest_whenPosted_thenCreatedWithXsHeaders() throws Exception {
        HttpResponse<String> answer =
                http.post(networks.of("x"), token, "{\"text\":\"see https://example.com & more\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Http.json(answer).at("/data/text").stringValue()).matches("see https://t\\.co/\\w+ &amp; more");
        assertThat(answer.headers().firstValue("x-rate-limit-limit")).hasValue("100");
        assertThat(answer.headers().firstValue("x-rate-limit-remaining")).hasValue("99");
        assertThat(answer.headers().firstValueAsLong("x-rate-limit-reset").orElseThrow())
                .isBetween(Instant.now().getEpochSecond() + 890, Instant.now().getEpochSecond() + 901);
        assertThat(truth().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"a\",\"txet\":\"b\"}",
                "{\"text\":1}",
                "{}",
                "[]",
                "{\"text\":\"a\"",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"text\":\"a\"} more",
                "{\"text\":\"  \"}",
                ""
            })
    void givenBodyThatXDoesNotKnow_whenPosted_thenInvalidRequest(String body) throws Exception {
        HttpResponse<String> answer = http.post(networks.of("x"), token, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Http.json(answer).get("title").stringValue()).isEqualTo("Invalid Request");
        assertThat(truth()).isEmpty();
    }

    @Test
    void givenWrongContentType_whenPosted_thenInvalidRequest() throws Exception {
        HttpResponse<String> answer = http.send(
                "POST",
                URI.create(networks.of("x") + "/2/tweets"),
                "{\"text\":\"a\"}",
                "Content-Type",
                "text/plain",
                "Authorization",
                "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("application/json");
        assertThat(truth()).isEmpty();
    }

    @Test
    void givenNoOrWrongAuthorization_whenPosted_thenUnauthorized() throws Exception {
        URI tweets = URI.create(networks.of("x") + "/2/tweets");
        String[] type = {"Content-Type", "application/json"};

        HttpResponse<String> without = http.send("POST", tweets, "{\"text\":\"a\"}", type);
        HttpResponse<String> basic =
                http.send("POST", tweets, "{\"text\":\"a\"}", "Content-Type", type[1], "Authorization", Http.BASIC);

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(basic.statusCode()).isEqualTo(401);
        assertThat(Http.json(without).get("status").intValue()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /2/tweets?ids=1&tweet.feilds=text,        400",
        "GET,    /2/tweets?ids=abc,                        400",
        "GET,    /2/tweets,                                400",
        "GET,    /2/tweets?ids=1&tweet.fields=no_such,     400",
        "GET,    /2/users/1/tweets?max_results=101,        400",
        "GET,    /2/users/1/tweets?max_results=4,          400",
        "GET,    /2/users/1/tweets?start_time=yesterday,   400",
        "DELETE, /2/tweets,                                405",
        "GET,    /2/no/such,                               404",
        "GET,    /2/users/1/tweets,                        200"
    })
    void givenParameters_whenAsked_thenOnlyKnownOnesPass(String method, String path, int status) throws Exception {
        HttpResponse<String> answer =
                http.send(method, URI.create(networks.of("x") + path), null, "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "response_type,         token",
        "client_id,             somebody",
        "redirect_uri,          https://evil.example/back",
        "redirect_uri,          http://127.0.0.1.evil.example/back",
        "redirect_uri,          http://127.0.0.1@evil.example/back",
        "state,                 ''",
        "code_challenge,        short",
        "code_challenge_method, plain",
        "scope,                 tweet.read everything",
        "simulate_account,      nobody_here"
    })
    void givenWrongAuthorizationRequest_whenOpened_thenNoCode(String parameter, String wrong) throws Exception {
        Map<String, String> query = new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", SimulatedNetworks.CLIENT_ID,
                "redirect_uri", Http.REDIRECT,
                "scope", "tweet.read",
                "state", "s",
                "code_challenge", Http.CHALLENGE,
                "code_challenge_method", "S256",
                "simulate_account", "northbike"));
        query.put(parameter, wrong);

        HttpResponse<String> answer =
                http.send("GET", URI.create(networks.of("x") + "/i/oauth2/authorize?" + Http.form(query)), null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void givenMarkupInState_whenConsentPageShown_thenItIsEscaped() throws Exception {
        Map<String, String> query = Map.of(
                "response_type", "code",
                "client_id", SimulatedNetworks.CLIENT_ID,
                "redirect_uri", Http.REDIRECT,
                "scope", "tweet.read",
                "state", "\"><script>",
                "code_challenge", Http.CHALLENGE,
                "code_challenge_method", "S256");

        HttpResponse<String> page =
                http.send("GET", URI.create(networks.of("x") + "/i/oauth2/authorize?" + Http.form(query)), null);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("@northbike").doesNotContain("<script>");
    }

    private String truth() throws Exception {
        return http.send("GET", URI.create(networks.control() + "/truth/x/tweets"), null)
                .body();
    }
}
