package io.postledger.embedded.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody to sign in as on a fresh installation, registered through the public HTTP API like anybody else, with an
 * empty workspace of their own. The ids are fixed and the API's commands idempotent, so a try that was cut short is
 * simply made again at the next start.
 */
final class DemoUser {

    static final String EMAIL = "demo@postledger.example";
    static final String PASSWORD = "postledger-demo";

    private static final String USER_ID = "user_01jd0000000000000000000001";
    private static final String WORKSPACE_ID = "ws_01jd0000000000000000000001";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI api;
    private final Path done;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** @param api the product's address, such as {@code http://127.0.0.1:8080} */
    DemoUser(URI api, DataFolder data) {
        this.api = api;
        this.done = data.run("demo-user.registered");
    }

    /** @throws IOException when the product refuses or does not answer */
    void registerOnce() throws IOException {
        if (Files.exists(done)) {
            return;
        }
        post(
                "/api/users",
                Map.of("userId", USER_ID, "email", EMAIL, "displayName", "Demo", "password", PASSWORD),
                null);
        String answer = post("/api/session", Map.of("email", EMAIL, "password", PASSWORD), null);
        String token = json.readTree(answer).path("accessToken").asString("");
        post("/api/workspaces", Map.of("workspaceId", WORKSPACE_ID, "name", "Demo", "timeZone", "UTC"), token);
        AtomicFile.write(done, "");
    }

    private String post(String path, Map<String, String> body, String token) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException("POST " + path + " was answered with " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
