package io.postledger.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The side of the simulated networks that the product never sees: accounts to make, faults to ask for, and what was really
 * posted.
 */
public final class NetworksControl {
    private final URI control;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();

    public NetworksControl(URI control) {
        this.control = control;
    }

    /** @param network as in the product's settings, for example {@code x} */
    public void createAccount(String network, String handle) {
        post("/accounts", Map.of("network", network, "handle", handle));
    }

    /** @param name that it shows beside its handle */
    public void createAccount(String network, String handle, String name) {
        post("/accounts", Map.of("network", network, "handle", handle, "name", name));
    }

    /** @param fault as platforms/README.md says; its network {@code *} is all of them */
    public void fault(Map<String, ?> fault) {
        post("/faults", fault);
    }

    public void endFaults() {
        send(HttpRequest.newBuilder(control.resolve("/faults")).DELETE());
    }

    /** @param settings by network, as platforms/README.md says */
    public void change(Map<String, ?> settings) {
        post("/settings", settings);
    }

    /** Every post that the network took from the account, as often as it took it. */
    public List<String> texts(String network, String handle) {
        return posts("/truth/" + network + "/posts?account=" + handle).stream()
                .map(post -> post.path("text").asString())
                .toList();
    }

    /** Every post of every network, as often as it took it: network, id, account, text, media, createdAt, copies. */
    public List<JsonNode> posts() {
        return posts("/truth/posts");
    }

    private List<JsonNode> posts(String path) {
        return send(HttpRequest.newBuilder(control.resolve(path)))
                .lines()
                .map(json::readTree)
                .toList();
    }

    private void post(String path, Map<String, ?> body) {
        send(HttpRequest.newBuilder(control.resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("The simulated networks' control door answered " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
