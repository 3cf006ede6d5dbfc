package io.postledger.platform.x;

import io.postledger.embedded.networks.SimulatedNetworks;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.ClientSecret;
import io.postledger.platform.Credentials;
import io.postledger.platform.Grant;
import io.postledger.platform.Pkce;
import io.postledger.platform.RemoteAccountRef;
import io.postledger.platform.Timeouts;
import io.postledger.platform.http.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connector and the simulated X that it talks to over HTTP, with the side doors that tests look through. */
final class SimulatedX implements AutoCloseable {

    static final URI REDIRECT = URI.create("http://127.0.0.1:8080/connected");
    static final String HANDLE = "harbour_radio";

    private final SimulatedNetworks networks;
    private final Wire wire = new Wire(16);
    private final HttpClient browser = HttpClient.newHttpClient();
    final XConnector connector;

    SimulatedX(Path data) throws IOException {
        this(data, new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10)));
    }

    SimulatedX(Path data, Timeouts timeouts) throws IOException {
        this.networks = SimulatedNetworks.start(0, 0, data);
        this.connector = new XConnector(settings(timeouts), wire, Clock.systemUTC());
    }

    XSettings settings(Timeouts timeouts) {
        return new XSettings(
                networks.x(),
                URI.create(networks.x() + "/i/oauth2/authorize"),
                SimulatedNetworks.CLIENT_ID,
                new ClientSecret(SimulatedNetworks.CLIENT_SECRET),
                timeouts);
    }

    record Connected(Grant grant, RemoteAccountRef account) {
        Credentials credentials() {
            return new Credentials(grant.accessToken());
        }
    }

    /** The whole dance, as a browser and the product do it. */
    Connected connect(String handle) {
        Pkce pkce = Pkce.generate(new SecureRandom());
        String code = consent(handle, pkce.challenge(), connector.scopes());
        Grant grant = connector.exchangeCode(code, pkce.verifier(), REDIRECT);
        return new Connected(grant, connector.identity(grant.accessToken()).ref());
    }

    /** @return the code that the browser brings back */
    String consent(String handle, String challenge, List<String> scopes) {
        URI page = connector.authorizationUri(new AuthorizationRequest("state 1&", challenge, REDIRECT, scopes));
        HttpResponse<String> back = http("GET", URI.create(page + "&simulate_account=" + handle), null);
        String location = back.headers().firstValue("Location").orElseThrow();
        String prefix = REDIRECT + "?state=state+1%26&code=";
        if (!location.startsWith(prefix)) {
            throw new AssertionError("no code came back: " + location);
        }
        return location.substring(prefix.length());
    }

    void fault(String endpoint, String kind) {
        fault("{\"endpoint\":\"%s\",\"kind\":\"%s\"}".formatted(endpoint, kind));
    }

    void fault(String json) {
        control("POST", "/faults", json);
    }

    void set(String json) {
        control("POST", "/settings", json);
    }

    /** The texts that are really on X, in order. */
    List<String> truth() {
        return control("GET", "/truth/x/tweets", null)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line).path("text").stringValue())
                .toList();
    }

    /** How many requests X got. */
    int calls(String endpoint, String handle) {
        JsonNode counts = JsonMapper.shared().readTree(control("GET", "/truth/x/calls", null));
        return counts.path(endpoint).path(handle).asInt(0);
    }

    private String control(String method, String path, String body) {
        HttpResponse<String> answer = http(method, URI.create(networks.control() + path), body);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    HttpResponse<String> http(String method, URI uri, String body) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        try {
            return browser.send(
                    HttpRequest.newBuilder(uri).method(method, publisher).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Nothing listens there any more. */
    void stopNetworks() throws IOException {
        networks.close();
    }

    @Override
    public void close() throws IOException {
        wire.close();
        networks.close();
    }
}
