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
import tools.jackson.databind.json.JsonMapper;

/** The side of the simulated network that the product never sees: accounts to make, and what was really posted. */
public final class SimulatedX {
    private final URI control;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();

    public SimulatedX(URI control) {
        this.control = control;
    }

    public void createAccount(String handle) {
        send(HttpRequest.newBuilder(control.resolve("/accounts"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        json.writeValueAsString(Map.of("network", "x", "handle", handle)))));
    }

    /** Every post that the network took from the account, as often as it took it. */
    public List<String> texts(String handle) {
        String lines = send(HttpRequest.newBuilder(control.resolve("/truth/x/posts?account=" + handle)));
        return lines.lines()
                .map(json::readTree)
                .map(post -> post.path("text").asString())
                .toList();
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("The simulated network's control door answered " + response.body());
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
