package io.postledger.embedded.operate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product's API from outside: requests with one header that says who asks. */
final class ProductHttp {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Hashing reads everything. */
    private static final Duration ANSWER = Duration.ofMinutes(5);

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    ProductHttp(URI base) {
        this.base = base;
    }

    /**
     * Where the installation that runs on a data folder is reached.
     *
     * @throws OperatorException where none runs
     */
    static URI of(Path data) throws OperatorException {
        try {
            JsonNode endpoints = JsonMapper.shared().readTree(Files.readString(data.resolve("run/endpoints.json")));
            return URI.create(endpoints.path("url").asString());
        } catch (IOException | JacksonException e) {
            throw new OperatorException("No Postledger runs on " + data + ": " + e.getMessage());
        }
    }

    /** A request without a body. */
    <T> HttpResponse<T> exchange(
            String method, String path, String header, String value, HttpResponse.BodyHandler<T> answer)
            throws OperatorException, InterruptedException {
        return exchange(
                request(path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header(header, value),
                answer);
    }

    /** A request with JSON, of nobody in particular. @throws OperatorException where the product is away, or refuses */
    JsonNode post(String path, JsonNode body) throws OperatorException, InterruptedException {
        return send(request(path), "POST", body);
    }

    /** The same with one header that says who asks. */
    JsonNode send(String method, String path, String header, String value, JsonNode body)
            throws OperatorException, InterruptedException {
        return send(request(path).header(header, value), method, body);
    }

    private JsonNode send(HttpRequest.Builder request, String method, JsonNode body)
            throws OperatorException, InterruptedException {
        return whole(exchange(
                request.header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body.toString())),
                HttpResponse.BodyHandlers.ofString()));
    }

    /**
     * Gets a file, which is whole once this returns.
     *
     * @return the answer's headers
     * @throws OperatorException where the product is away, or refuses
     */
    HttpHeaders download(String path, String header, String value, Path to)
            throws OperatorException, InterruptedException {
        HttpResponse<Path> response = exchange("GET", path, header, value, HttpResponse.BodyHandlers.ofFile(to));
        if (response.statusCode() >= 300) {
            try {
                throw refused(response.statusCode(), read(Files.readString(to)));
            } catch (IOException e) {
                throw away(e);
            }
        }
        return response.headers();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER);
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> answer)
            throws OperatorException, InterruptedException {
        try {
            return http.send(request.build(), answer);
        } catch (IOException e) {
            throw away(e);
        }
    }

    /** @throws OperatorException where it is a refusal, or no JSON */
    JsonNode whole(HttpResponse<String> response) throws OperatorException {
        JsonNode answer = read(response.body());
        if (response.statusCode() >= 300) {
            throw refused(response.statusCode(), answer);
        }
        return answer;
    }

    JsonNode read(String json) throws OperatorException {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw away(e);
        }
    }

    OperatorException away(Exception failure) {
        return new OperatorException("Postledger at " + base + " does not answer: " + failure.getMessage());
    }

    static OperatorException refused(int status, JsonNode problem) {
        return new OperatorException(problem.path("code").asString("") + ": "
                + problem.path("detail").asString("refused with " + status));
    }
}
