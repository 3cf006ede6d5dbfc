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

/** What a careless client gets away with at the simulated LinkedIn: nothing. */
class LinkedInStrictnessTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String POST = """
            {"author":"%s","commentary":"%s","visibility":"PUBLIC",
             "distribution":{"feedDistribution":"MAIN_FEED","targetEntities":[],"thirdPartyDistributionChannels":[]},
             "lifecycleState":"PUBLISHED"%s}""";

    private final Http http = new Http();
    private SimulatedNetworks networks;
    private String base;
    private String token;
    private String author;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        networks = SimulatedNetworks.start(0, 0, data);
        base = networks.of("linkedin").toString();
        token = token("openid profile w_member_social r_member_social");
        author = "urn:li:person:"
                + Http.json(call("GET", "/v2/userinfo", null)).path("sub").stringValue();
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
        String location = http.send("GET", URI.create(base + "/oauth/v2/authorization?" + Http.form(query)), null)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return Http.json(exchange(location.substring(location.indexOf("code=") + 5)))
                .path("access_token")
                .stringValue();
    }

    private HttpResponse<String> exchange(String code) throws Exception {
        Map<String, String> form = Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", Http.REDIRECT,
                "client_id", SimulatedNetworks.CLIENT_ID,
                "client_secret", SimulatedNetworks.CLIENT_SECRET);
        return http.send("POST", URI.create(base + "/oauth/v2/accessToken"), Http.form(form), "Content-Type", FORM);
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return call(method, path, body, "202609", "2.0.0");
    }

    private HttpResponse<String> call(String method, String path, String body, String version, String protocol)
            throws IOException, InterruptedException {
        return http.send(
                method,
                URI.create(base + path),
                body,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json",
                "LinkedIn-Version",
                version,
                "X-Restli-Protocol-Version",
                protocol);
    }

    private HttpResponse<String> post(String commentary, String more) throws Exception {
        return call("POST", "/rest/posts", POST.formatted(author, commentary, more));
    }

    private String truth() throws Exception {
        return http.send("GET", URI.create(networks.control() + "/truth/linkedin/posts"), null)
                .body();
    }

    @Test
    void givenRightRequest_whenPosted_thenCreatedWithItsIdInAHeaderAndNoBody() throws Exception {
        HttpResponse<String> answer = post("Hello", "");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("x-restli-id").orElseThrow()).matches("urn:li:share:[0-9]+");
        assertThat(answer.headers().firstValue("x-li-uuid")).isPresent();
        assertThat(truth().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'',     2.0.0, 400, VERSION_MISSING",
        "202409, 2.0.0, 426, NONEXISTENT_VERSION",
        "203001, 2.0.0, 426, NONEXISTENT_VERSION",
        "2026,   2.0.0, 426, NONEXISTENT_VERSION",
        "202609, 1.0.0, 400, ILLEGAL_ARGUMENT"
    })
    void givenWrongVersion_whenPosted_thenRefused(String version, String protocol, int status, String code)
            throws Exception {
        HttpResponse<String> answer =
                call("POST", "/rest/posts", POST.formatted(author, "Hello", ""), version, protocol);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Http.json(answer).path("code").stringValue()).isEqualTo(code);
        assertThat(truth()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "' '   ! ''                                                         ! INVALID_VALUE_BLANK_FIELD",
                "Hello ! ,\"colour\":\"red\"                                        ! ILLEGAL_ARGUMENT",
                "Hello ! ,\"content\":{\"poll\":{}}                                 ! INVALID_VALUE_FOR_FIELD",
                "Hello ! ,\"content\":{\"media\":{\"id\":\"urn:li:image:nope\"}}    ! INVALID_IMAGE_ID",
                "Hello ! ,\"content\":{\"media\":{\"id\":\"urn:li:person:x\"}}      ! INVALID_URN_TYPE",
                "Hello ! ,\"content\":{\"multiImage\":{\"images\":[]}}              ! INVALID_VALUE_FOR_FIELD",
                "Hello ! ,\"content\":{\"article\":{\"source\":\"https://a.b\"}}    ! MISSING_FIELD",
                "Hello ! ,\"lifecycleState\":\"PUBLISHED\"                          ! BAD_REQUEST"
            })
    void givenWrongBody_whenPosted_thenRefused(String commentary, String more, String code) throws Exception {
        HttpResponse<String> answer = post(commentary, more);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Http.json(answer).path("code").stringValue()).isEqualTo(code);
        assertThat(truth()).isEmpty();
    }

    @Test
    void givenTextTooLong_whenPosted_thenRefusedByWhatPeopleSee() throws Exception {
        assertThat(post("\\\\(".repeat(3_000), "").statusCode()).isEqualTo(201);
        assertThat(Http.json(post("a".repeat(3_001), "")).path("code").stringValue())
                .isEqualTo("FIELD_LENGTH_TOO_LONG");
    }

    @ParameterizedTest
    @CsvSource({
        "see (this) and that,                       see",
        "mail me@example.org,                       mail me",
        "Hi @[Acme](urn:li:organization:1) a_b,     Hi Acme a",
        "{hashtag|\\\\#|tide} #sea \\\\(x\\\\),     #tide #sea (x)"
    })
    void givenReservedCharacters_whenPostedUnescaped_thenTheRestIsDroppedWithoutAWord(String written, String shown)
            throws Exception {
        assertThat(post(written, "").statusCode()).isEqualTo(201);

        assertThat(Json.MAPPER.readTree(truth().strip()).path("text").stringValue())
                .isEqualTo(shown);
    }

    @Test
    void givenSameAgain_whenPosted_thenRefusedAsADuplicateOfTheFirst() throws Exception {
        String first = post("Hello", "").headers().firstValue("x-restli-id").orElseThrow();

        HttpResponse<String> answer = post("Hello", "");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Http.json(answer).path("message").stringValue()).endsWith("Content is a duplicate of " + first);
        assertThat(Http.json(answer).at("/errorDetails/inputErrors/0/code").stringValue())
                .isEqualTo("DUPLICATE_POST");
        assertThat(truth().lines()).hasSize(1);
    }

    @Test
    void givenAnotherAuthor_whenPosted_thenDenied() throws Exception {
        author = "urn:li:person:somebody";

        assertThat(post("Hello", "").statusCode()).isEqualTo(403);
    }

    @Test
    void givenScopeMissing_whenCalled_thenDeniedWithTheResource() throws Exception {
        token = token("openid w_member_social");

        HttpResponse<String> answer = call("GET", "/rest/posts?author=" + author + "&q=author", null);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Http.json(answer).path("message").stringValue())
                .isEqualTo("Not enough permissions to access: partnerApiPostsExternal.FINDER-author");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rest/posts?author=x&q=owner",
                "/rest/posts?author=x&q=author&count=101",
                "/rest/posts?author=x&q=author&sortBy=NEWEST",
                "/rest/posts?author=x&q=author&fields=id",
                "/rest/socialMetadata?ids=urn:li:share:1"
            })
    void givenWrongQuery_whenCalled_thenRefused(String path) throws Exception {
        assertThat(call("GET", path, null).statusCode()).isEqualTo(400);
    }

    @Test
    void givenUploads_whenSentWithoutTheirTokenOrWithOneTooMany_thenRefused() throws Exception {
        String owner = "{\"initializeUploadRequest\":{\"owner\":\"" + author + "\"%s}}";
        String image = Http.json(call("POST", "/rest/images?action=initializeUpload", owner.formatted("")))
                .at("/value/uploadUrl")
                .stringValue();
        String part = Http.json(
                        call("POST", "/rest/videos?action=initializeUpload", owner.formatted(",\"fileSizeBytes\":3")))
                .at("/value/uploadInstructions/0/uploadUrl")
                .stringValue();

        assertThat(http.send("PUT", URI.create(image), "abc").statusCode()).isEqualTo(401);
        assertThat(http.send("PUT", URI.create(image + "x"), "abc", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(403);
        assertThat(http.send("PUT", URI.create(part), "abc", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(403);
        assertThat(http.send("PUT", URI.create(part), "abcd").statusCode()).isEqualTo(400);
        assertThat(http.send("PUT", URI.create(part), "abc").headers().firstValue("ETag"))
                .isPresent();
    }

    @Test
    void givenPage_whenItsAccountIsChosenAtConsent_thenItDoesNotSignIn() throws Exception {
        http.send(
                "POST",
                URI.create(networks.control() + "/accounts"),
                "{\"network\":\"linkedin\",\"handle\":\"house\",\"kind\":\"organization\",\"administrator\":\"northbike\"}");
        Map<String, String> query = Map.of("simulate_account", "house", "response_type", "code");

        assertThat(http.send("GET", URI.create(base + "/oauth/v2/authorization?" + Http.form(query)), null)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void givenUnknownCodeOrNoSecret_whenExchanged_thenLinkedInsOwnErrors() throws Exception {
        assertThat(exchange("guess").statusCode()).isEqualTo(401);
        assertThat(Http.json(exchange("guess")).path("error_description").stringValue())
                .contains("authorization code not found");
        HttpResponse<String> bare = http.send(
                "POST",
                URI.create(base + "/oauth/v2/accessToken"),
                "grant_type=refresh_token&refresh_token=x&client_id=y",
                "Content-Type",
                FORM);
        assertThat(Http.json(bare).path("error_description").stringValue())
                .isEqualTo("A required parameter \"client_secret\" is missing");
    }
}
