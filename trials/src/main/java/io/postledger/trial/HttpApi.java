package io.postledger.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user of the API, or its operator: JSON over HTTP; a user signed in, with a token renewed before it expires. Thread-safe. */
public final class HttpApi {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

    private final URI base;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final @Nullable String operatorKey;
    private @Nullable Session session;

    private record Session(String token, Instant expiresAt, String userId) {}

    /** What a write answers. */
    public record Written(String id, long version) {}

    /** @param base the product's address, such as {@code http://127.0.0.1:8080} */
    public HttpApi(URI base) {
        this(base, null);
    }

    private HttpApi(URI base, @Nullable String operatorKey) {
        this.base = base;
        this.operatorKey = operatorKey;
    }

    /** Whoever runs the installation: no user, but with its key. */
    public static HttpApi operator(URI base, String key) {
        return new HttpApi(base, key);
    }

    /** Signs in; the id of the user. Refused: BAD_CREDENTIALS. */
    public synchronized String signIn(String email, String password) {
        session = null;
        return keep(send("POST", "/api/session", Map.of("email", email, "password", password), null));
    }

    private String keep(JsonNode answer) {
        session = new Session(
                answer.path("accessToken").asString(),
                Instant.parse(answer.path("expiresAt").asString()),
                answer.path("userId").asString());
        return session.userId();
    }

    private synchronized @Nullable String token() {
        Session current = session;
        if (current != null && Instant.now().isAfter(current.expiresAt().minus(RENEW_BEFORE))) {
            // The request for the renewal is itself sent with the token that is about to expire.
            session = new Session(current.token(), Instant.MAX, current.userId());
            keep(send("POST", "/api/session/renewal", null, null));
        }
        return session == null ? null : session.token();
    }

    /** @throws ApiException when the answer is no success */
    public JsonNode get(String path) {
        return send("GET", path, null, null);
    }

    /** A request without a body. @throws ApiException when the answer is no success */
    public JsonNode call(String method, String path) {
        return send(method, path, null, null);
    }

    /** @param key Idempotency-Key; null to let the server make one */
    public Written post(String path, Object body, @Nullable String key) {
        return written(send("POST", path, body, key));
    }

    public Written put(String path, Object body, @Nullable String key) {
        return written(send("PUT", path, body, key));
    }

    /** Uploads a picture or video under an id of the caller's; the same again changes nothing. */
    public void putFile(String path, byte[] file, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(file))
                .header("Content-Type", contentType)
                .header("Authorization", "Bearer " + token());
        read("PUT " + path, exchange(request));
    }

    /** Writes an answer that is no JSON, or too much of it, into a file. @throws ApiException when it is no success */
    public HttpHeaders download(String path, Path into) {
        HttpResponse<Path> response = exchange(
                request("GET", path, HttpRequest.BodyPublishers.noBody(), null),
                HttpResponse.BodyHandlers.ofFile(into));
        if (response.statusCode() >= 300) {
            throw new ApiException("GET " + path, response.statusCode(), "", "see " + into);
        }
        return response.headers();
    }

    /** Sends a body that may be no JSON, and no request that is meant; the status of the answer. */
    public int attempt(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = request(method, path, HttpRequest.BodyPublishers.ofString(body), null);
        request.header("Content-Type", "application/json");
        headers.forEach(request::header);
        return exchange(request).statusCode();
    }

    public Written delete(String path, @Nullable String key) {
        return written(send("DELETE", path, null, key));
    }

    private static Written written(JsonNode answer) {
        return new Written(answer.path("id").asString(), answer.path("version").asLong());
    }

    /** {@link #connect} an account of X. */
    public Written connectX(String workspacePath, String accountId, String handle) {
        return connect(workspacePath, accountId, "X", handle);
    }

    /**
     * As a person in a browser: goes to the network's page, consents as {@code handle}, and comes back with the grant.
     *
     * @param platform as the API names it
     */
    public Written connect(String workspacePath, String accountId, String platform, String handle) {
        JsonNode started = send(
                "POST",
                workspacePath + "/account-connections",
                Map.of("accountId", accountId, "platform", platform),
                null);
        URI consent = URI.create(started.path("authorizationUri").asString() + "&simulate_account=" + handle);
        HttpResponse<String> sentBack = exchange(HttpRequest.newBuilder(consent).GET());
        String callback = sentBack.headers()
                .firstValue("Location")
                .orElseThrow(() -> new ApiException(
                        "The network's consent page", sentBack.statusCode(), "", "it did not send back"));
        return written(read(
                "GET /api/oauth/callback",
                exchange(HttpRequest.newBuilder(URI.create(callback))
                        .header("Accept", "application/json")
                        .GET())));
    }

    private JsonNode send(String method, String path, @Nullable Object body, @Nullable String key) {
        HttpRequest.BodyPublisher content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
        HttpRequest.Builder request = request(method, path, content, key);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return read(method + " " + path, exchange(request));
    }

    private HttpRequest.Builder request(
            String method, String path, HttpRequest.BodyPublisher body, @Nullable String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).method(method, body);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (operatorKey != null) {
            request.header("Operator-Key", operatorKey);
        }
        String token = token();
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        return exchange(request, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.timeout(PATIENCE).build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private JsonNode read(String request, HttpResponse<String> response) {
        JsonNode answer;
        try {
            answer = json.readTree(response.body());
        } catch (JacksonException e) {
            throw new ApiException(request, response.statusCode(), "", "the answer is no JSON");
        }
        if (response.statusCode() >= 300) {
            throw new ApiException(
                    request,
                    response.statusCode(),
                    answer.path("code").asString(""),
                    answer.path("detail").asString(""));
        }
        return answer;
    }
}
