package io.postledger.embedded.networks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Requests written by hand, right and wrong, without the product's connector. */
final class Http {

    /** From RFC 7636, appendix B. */
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    static final String REDIRECT = "http://localhost:9/back";
    static final String BASIC = "Basic "
            + Base64.getEncoder()
                    .encodeToString((SimulatedNetworks.CLIENT_ID + ":" + SimulatedNetworks.CLIENT_SECRET)
                            .getBytes(StandardCharsets.UTF_8));

    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient client = HttpClient.newHttpClient();

    HttpResponse<String> send(String method, URI uri, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What a consent page sends the account's owner back with. @param more of the query, beside what every network asks for */
    String code(URI page, String scope, String handle, Map<String, String> more)
            throws IOException, InterruptedException {
        Map<String, String> query = new HashMap<>(more);
        query.putAll(Map.of(
                "response_type",
                "code",
                "client_id",
                SimulatedNetworks.CLIENT_ID,
                "redirect_uri",
                REDIRECT,
                "scope",
                scope,
                "state",
                "s",
                "simulate_account",
                handle));
        String location = send("GET", URI.create(page + "?" + form(query)), null)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return location.substring(location.indexOf("code=") + 5);
    }

    /** An access token of the account, by the whole dance. */
    String accessToken(URI x, String handle) throws IOException, InterruptedException {
        String code = code(
                URI.create(x + "/i/oauth2/authorize"),
                "tweet.read tweet.write users.read offline.access media.write",
                handle,
                Map.of("code_challenge", CHALLENGE, "code_challenge_method", "S256"));
        Map<String, String> exchange = Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT, "code_verifier", VERIFIER);
        HttpResponse<String> answer = send(
                "POST",
                URI.create(x + "/2/oauth2/token"),
                form(exchange),
                "Content-Type",
                FORM,
                "Authorization",
                BASIC);
        return json(answer).get("access_token").stringValue();
    }

    HttpResponse<String> post(URI x, String token, String json) throws IOException, InterruptedException {
        return send(
                "POST",
                URI.create(x + "/2/tweets"),
                json,
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + token);
    }

    static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
