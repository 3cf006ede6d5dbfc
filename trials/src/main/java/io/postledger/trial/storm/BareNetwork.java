package io.postledger.trial.storm;

import io.postledger.embedded.networks.SimulatedNetworks;
import io.postledger.trial.Parallel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The simulated X without the product: how fast it takes the same requests from a plain HTTP client. */
final class BareNetwork {
    private static final String VERIFIER = "a-verifier-of-the-storm-trial-with-enough-characters";
    private static final String REDIRECT = "http://127.0.0.1:1/callback";

    private final String base;
    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param port of the simulated networks on 127.0.0.1 */
    BareNetwork(int port) {
        this.base = "http://127.0.0.1:" + port + "/x";
    }

    /** Posts so many texts as these accounts, one after the other on each thread; posts a second. */
    double rate(List<String> handles, int posts, int threads) throws InterruptedException {
        List<String> tokens = new ArrayList<>();
        handles.forEach(handle -> tokens.add(token(handle)));
        double seconds = Parallel.forEach(posts, threads, n -> post(tokens.get(n % tokens.size()), n));
        return posts / seconds;
    }

    private void post(String token, int number) {
        String body = json.writeValueAsString(
                Map.of("text", "A bare post, no. " + number + " https://example.com/" + number));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base + "/2/tweets"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("The bare network answered " + answer.statusCode());
        }
    }

    private String token(String handle) {
        String consent = base + "/i/oauth2/authorize?"
                + form(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        SimulatedNetworks.CLIENT_ID,
                        "redirect_uri",
                        REDIRECT,
                        "scope",
                        "tweet.read tweet.write users.read",
                        "state",
                        "s",
                        "code_challenge",
                        challenge(),
                        "code_challenge_method",
                        "S256",
                        "simulate_account",
                        handle));
        String back = send(HttpRequest.newBuilder(URI.create(consent)).GET())
                .headers()
                .firstValue("Location")
                .orElseThrow(() -> new IllegalStateException("The bare network's consent page did not send back"));
        String code = back.substring(back.indexOf("code=") + "code=".length());
        String client = SimulatedNetworks.CLIENT_ID + ":" + SimulatedNetworks.CLIENT_SECRET;
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base + "/2/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(form(Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        REDIRECT,
                        "code_verifier",
                        VERIFIER)))));
        return json.readTree(answer.body()).path("access_token").asString();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
