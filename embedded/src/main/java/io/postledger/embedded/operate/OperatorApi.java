package io.postledger.embedded.operate;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product's API as its operator sees it: found by the data folder, opened with the key in it. */
final class OperatorApi {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Hashing reads everything. */
    private static final Duration ANSWER = Duration.ofMinutes(5);

    private final URI base;
    private final String key;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    private OperatorApi(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    /**
     * Of the installation that runs on a data folder.
     *
     * @throws OperatorException where none runs, or its key cannot be read
     */
    static OperatorApi on(Path data) throws OperatorException {
        try {
            JsonNode endpoints = JsonMapper.shared().readTree(Files.readString(data.resolve("run/endpoints.json")));
            String key = Files.readString(data.resolve("secrets/operator.key")).strip();
            return new OperatorApi(URI.create(endpoints.path("url").asString()), key);
        } catch (IOException | JacksonException e) {
            throw new OperatorException("No Postledger runs on " + data + " that you may operate: " + e.getMessage());
        }
    }

    /** Of any installation. @throws OperatorException where the key cannot be read */
    static OperatorApi at(URI base, Path keyFile) throws OperatorException {
        try {
            return new OperatorApi(base, Files.readString(keyFile).strip());
        } catch (IOException e) {
            throw new OperatorException("The operator key " + keyFile + " cannot be read");
        }
    }

    /** A text as it stands in a path or query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * Sends a request without a body to the part of the API that is about projections.
     *
     * @throws OperatorException where the product is away, or refuses
     */
    JsonNode send(String method, String path) throws OperatorException, InterruptedException {
        HttpResponse<String> response =
                exchange(method, "/api/projections" + path, HttpResponse.BodyHandlers.ofString());
        JsonNode answer = read(response.body());
        if (response.statusCode() >= 300) {
            throw refused(response.statusCode(), answer);
        }
        return answer;
    }

    /**
     * Gets a file, which is whole once this returns.
     *
     * @return the answer's headers
     * @throws OperatorException where the product is away, or refuses
     */
    HttpHeaders download(String path, Path to) throws OperatorException, InterruptedException {
        HttpResponse<Path> response = exchange("GET", path, HttpResponse.BodyHandlers.ofFile(to));
        if (response.statusCode() >= 300) {
            try {
                throw refused(response.statusCode(), read(Files.readString(to)));
            } catch (IOException e) {
                throw away(e);
            }
        }
        return response.headers();
    }

    private <T> HttpResponse<T> exchange(String method, String path, HttpResponse.BodyHandler<T> body)
            throws OperatorException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Operator-Key", key)
                .timeout(ANSWER)
                .build();
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw away(e);
        }
    }

    private JsonNode read(String json) throws OperatorException {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw away(e);
        }
    }

    private OperatorException away(Exception failure) {
        return new OperatorException("Postledger at " + base + " does not answer: " + failure.getMessage());
    }

    private static OperatorException refused(int status, JsonNode problem) {
        return new OperatorException(problem.path("code").asString("") + ": "
                + problem.path("detail").asString("refused with " + status));
    }
}
