package io.postledger.embedded.operate;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The product's API as somebody signed in sees it, in one workspace. */
final class AuditorApi {
    /** Of the quarter of an hour that a token is good for. */
    private static final Duration USED = Duration.ofMinutes(10);

    private static final String AUTHORIZATION = "Authorization";

    private final ProductHttp http;
    private final ObjectNode signIn;
    private String token = "";
    private Instant since = Instant.EPOCH;
    private String workspace;

    AuditorApi(URI base, String email, String password) {
        http = new ProductHttp(base);
        signIn = JsonMapper.shared().createObjectNode().put("email", email).put("password", password);
    }

    /**
     * @param id null for the only one
     * @throws OperatorException where there are several, or none
     */
    AuditorApi in(String id) throws OperatorException, InterruptedException {
        workspace = id == null ? only(get("/api/workspaces", Map.of()).path("items")) : id;
        return this;
    }

    private static String only(JsonNode workspaces) throws OperatorException {
        if (workspaces.size() != 1) {
            throw new OperatorException(
                    "Which workspace? You are a member of " + workspaces.size() + ": --workspace ID");
        }
        return workspaces.path(0).path("workspaceId").asString();
    }

    String workspace() {
        return workspace;
    }

    /** @param path within the workspace, such as {@code /history} */
    JsonNode ask(String path, Map<String, String> parameters) throws OperatorException, InterruptedException {
        return get("/api/workspaces/" + workspace + path, parameters);
    }

    /** @param path within the workspace */
    JsonNode send(String method, String path, JsonNode body) throws OperatorException, InterruptedException {
        return http.send(method, "/api/workspaces/" + workspace + path, AUTHORIZATION, bearer(), body);
    }

    /** Gets a file, which is whole once this returns. @param path within the workspace, with its query @return the answer's headers */
    HttpHeaders download(String path, Path to) throws OperatorException, InterruptedException {
        return http.download("/api/workspaces/" + workspace + path, AUTHORIZATION, bearer(), to);
    }

    private JsonNode get(String path, Map<String, String> parameters) throws OperatorException, InterruptedException {
        return http.whole(http.exchange(
                "GET",
                path + OperatorApi.query(parameters),
                AUTHORIZATION,
                bearer(),
                HttpResponse.BodyHandlers.ofString()));
    }

    private String bearer() throws OperatorException, InterruptedException {
        if (since.plus(USED).isBefore(Instant.now())) {
            since = Instant.now();
            token = http.post("/api/session", signIn).path("accessToken").asString();
        }
        return "Bearer " + token;
    }
}
