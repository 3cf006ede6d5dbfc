package io.postledger.embedded.operate;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The product's API as its operator sees it: found by the data folder, opened with the key in it. */
final class OperatorApi {
    private static final String KEY = "Operator-Key";

    private final ProductHttp http;
    private final String key;

    private OperatorApi(URI base, String key) {
        this.http = new ProductHttp(base);
        this.key = key;
    }

    /**
     * Of the installation that runs on a data folder.
     *
     * @throws OperatorException where none runs, or its key cannot be read
     */
    static OperatorApi on(Path data) throws OperatorException {
        return at(ProductHttp.of(data), data.resolve("secrets/operator.key"));
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

    /** A parameter, where it has a value. */
    static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    /** Parameters as they stand behind a path; nothing where there are none. */
    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    }

    /**
     * Sends a request without a body to the part of the API that is about projections.
     *
     * @throws OperatorException where the product is away, or refuses
     */
    JsonNode send(String method, String path) throws OperatorException, InterruptedException {
        return http.whole(
                http.exchange(method, "/api/projections" + path, KEY, key, HttpResponse.BodyHandlers.ofString()));
    }

    /** Gets JSON. @throws OperatorException where the product is away, or refuses */
    JsonNode get(String path) throws OperatorException, InterruptedException {
        return http.whole(http.exchange("GET", path, KEY, key, HttpResponse.BodyHandlers.ofString()));
    }

    /**
     * Gets a file, which is whole once this returns.
     *
     * @return the answer's headers
     * @throws OperatorException where the product is away, or refuses
     */
    HttpHeaders download(String path, Path to) throws OperatorException, InterruptedException {
        return http.download(path, KEY, key, to);
    }
}
