package io.postledger.embedded.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ControlDoorTest {

    private final Http http = new Http();
    private SimulatedNetworks networks;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        networks = SimulatedNetworks.start(0, 0, data);
    }

    @AfterEach
    void stop() throws Exception {
        networks.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/faults   | {\"kind\":\"NO_SUCH\"}",
                "/faults   | {\"kind\":\"RESET_AFTER_COMMIT\",\"enpdoint\":\"tweets.create\"}",
                "/faults   | {\"kind\":\"RESET_AFTER_COMMIT\",\"network\":\"myspace\"}",
                "/faults   | {\"kind\":\"REVOKE_GRANT\",\"account\":\"nobody\"}",
                "/faults   | {\"kind\":\"REVOKE_GRANT\",\"network\":\"*\",\"account\":\"nobody\"}",
                "/faults   | {\"kind\":\"PARTIAL_OUTAGE\",\"way\":\"EXPIRE_TOKENS\"}",
                "/faults   | {\"kind\":\"PARTIAL_OUTAGE\",\"way\":\"PARTIAL_OUTAGE\"}",
                "/faults   | {\"kind\":\"LATENCY\",\"way\":\"RESET_AFTER_COMMIT\"}",
                "/accounts | {\"handle\":\"white space\"}",
                "/accounts | {\"handle\":\"fine\",\"folowers\":3}",
                "/settings | {\"timeShift\":3}",
                "/settings | {\"x\":{\"accessTokenSecond\":3}}",
                "/settings | not json"
            })
    void givenTypingError_whenSent_thenRefusedSoThatNoTrialTestsNothing(String path, String body) throws Exception {
        JsonNode before = get("/settings");

        HttpResponse<String> answer = http.send("POST", URI.create(networks.control() + path), body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Http.json(answer).get("error").stringValue()).isNotBlank();
        assertThat(get("/faults")).isEmpty();
        assertThat(get("/settings")).isEqualTo(before);
    }

    @Test
    void givenFaultForOneAccountTwiceAfterOneGoesWell_whenPosted_thenExactlyThoseFail() throws Exception {
        String northbike = http.accessToken(networks.of("x"), "northbike");
        String radio = http.accessToken(networks.of("x"), "harbour_radio");
        post(
                "/faults",
                "{\"account\":\"northbike\",\"endpoint\":\"tweets.create\",\"kind\":\"ERROR_BEFORE_COMMIT\","
                        + "\"times\":2,\"skip\":1,\"status\":500}");

        assertThat(status(northbike, "a")).isEqualTo(201);
        assertThat(status(radio, "a")).isEqualTo(201);
        assertThat(status(northbike, "b")).isEqualTo(500);
        assertThat(get("/faults").at("/0/struck").intValue()).isEqualTo(1);
        assertThat(status(northbike, "b")).isEqualTo(500);
        assertThat(status(northbike, "b")).isEqualTo(201);
        assertThat(get("/faults")).isEmpty();
    }

    @Test
    void givenFaultThatStaysAndAProbability_whenDeleted_thenCallsGoWell() throws Exception {
        String token = http.accessToken(networks.of("x"), "northbike");
        post("/faults", "{\"kind\":\"ERROR_BEFORE_COMMIT\",\"times\":0,\"probability\":0.5,\"seed\":7}");
        int failed = 0;
        for (int i = 0; i < 40; i++) {
            failed += status(token, "number " + i) == 503 ? 1 : 0;
        }
        assertThat(failed).isBetween(5, 35);

        http.send("DELETE", URI.create(networks.control() + "/faults"), null);

        for (int i = 100; i < 110; i++) {
            assertThat(status(token, "number " + i)).isEqualTo(201);
        }
    }

    @Test
    void givenOutageForATime_whenCalled_thenEveryCallFailsItsWayUntilItsEnd() throws Exception {
        String northbike = http.accessToken(networks.of("x"), "northbike");
        String radio = http.accessToken(networks.of("x"), "harbour_radio");
        post(
                "/faults",
                "{\"network\":\"*\",\"account\":\"northbike\",\"kind\":\"PARTIAL_OUTAGE\","
                        + "\"way\":\"ERROR_AFTER_COMMIT\",\"status\":502,\"forMs\":700}");

        assertThat(status(northbike, "a")).isEqualTo(502);
        assertThat(status(northbike, "b")).isEqualTo(502);
        assertThat(status(radio, "c")).isEqualTo(201);
        Awaitility.await().untilAsserted(() -> assertThat(get("/faults")).isEmpty());
        assertThat(status(northbike, "d")).isEqualTo(201);
        assertThat(http.send("GET", URI.create(networks.control() + "/truth/posts"), null)
                        .body()
                        .lines())
                .hasSize(4)
                .allMatch(line -> line.startsWith("{\"network\":\"x\","));
    }

    @Test
    void givenBodyCutHalfWay_whenPosted_thenResetAndNothingDone() throws Exception {
        String token = http.accessToken(networks.of("x"), "northbike");
        post("/faults", "{\"kind\":\"CUT_BODY\",\"endpoint\":\"tweets.create\"}");

        assertThatIOException().isThrownBy(() -> status(token, "half"));

        assertThat(http.send("GET", URI.create(networks.control() + "/truth/x/posts"), null)
                        .body())
                .isEmpty();
    }

    @Test
    void givenBodyOverAMegabyte_whenItIsNoUpload_thenTooLarge() throws Exception {
        String token = http.accessToken(networks.of("x"), "northbike");

        assertThat(status(token, "a".repeat(1_100_000))).isEqualTo(413);
        HttpResponse<String> control =
                http.send("POST", URI.create(networks.control() + "/faults"), " ".repeat(1_100_000));
        assertThat(control.statusCode()).isEqualTo(413);
    }

    @Test
    void givenNetworks_whenTheProductIsToldOfThem_thenByItsOwnSettings() {
        assertThat(networks.productProperties())
                .containsEntry(
                        "postledger.platforms.x.api-url", networks.of("x").toString())
                .containsEntry("postledger.platforms.x.token-url", networks.of("x") + "/2/oauth2/token");
    }

    @Test
    void givenDuplicatesAllowed_whenPostedTwice_thenTruthTellsHowOften() throws Exception {
        String token = http.accessToken(networks.of("x"), "northbike");
        post("/settings", "{\"x\":{\"duplicateWindowSeconds\":0}}");
        status(token, "again");
        status(token, "again");

        String truth = http.send("GET", URI.create(networks.control() + "/truth/x/tweets?account=northbike"), null)
                .body();

        assertThat(truth.lines()).hasSize(2).allMatch(line -> line.contains("\"copies\":2"));
    }

    @Test
    void givenNewAccount_whenCreatedTwice_thenItIsTheSame() throws Exception {
        JsonNode first = post("/accounts", "{\"network\":\"x\",\"handle\":\"newcomer\",\"followers\":5}");

        assertThat(post("/accounts", "{\"handle\":\"newcomer\"}")).isEqualTo(first);
        assertThat(get("/accounts"))
                .filteredOn(account -> account.path("network").asString().equals("x"))
                .hasSize(4);
    }

    @Test
    void givenControlPath_whenCalledAtTheNetworksDoor_thenNotFound() throws Exception {
        URI door = networks.of("x").resolve("/truth/x/tweets");

        assertThat(http.send("GET", door, null).statusCode()).isEqualTo(404);
    }

    @Test
    void givenPortInUse_whenStarted_thenRefused(@TempDir Path other) {
        assertThatIOException()
                .isThrownBy(() -> SimulatedNetworks.start(networks.of("x").getPort(), 0, other))
                .withMessageContaining("" + networks.of("x").getPort());
    }

    private int status(String token, String text) throws Exception {
        return http.post(networks.of("x"), token, "{\"text\":\"" + text + "\"}").statusCode();
    }

    private JsonNode get(String path) throws Exception {
        return Http.json(http.send("GET", URI.create(networks.control() + path), null));
    }

    private JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> answer = http.send("POST", URI.create(networks.control() + path), body);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return Http.json(answer);
    }
}
