package io.postledger.platform.testing;

import io.postledger.embedded.networks.SimulatedNetworks;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.ClientSecret;
import io.postledger.platform.Credentials;
import io.postledger.platform.Grant;
import io.postledger.platform.Network;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Pkce;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.Preparation;
import io.postledger.platform.Preparation.NotDone;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Preparation.Waiting;
import io.postledger.platform.Prepared;
import io.postledger.platform.RemoteAccountRef;
import io.postledger.platform.Submission;
import io.postledger.platform.Timeouts;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.Content;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connector and the simulated network that it talks to over HTTP, with the side doors that tests look through. */
public final class Simulation implements AutoCloseable {

    public static final URI REDIRECT = URI.create("http://127.0.0.1:8080/connected");
    public static final String HANDLE = "harbour_radio";

    /** Short, so that a network that says nothing is given up soon. */
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofMillis(800), Duration.ofMillis(1500));

    private final String name;
    private final Network network;
    private final Path data;
    private final Wire wire = new Wire(16);
    private final HttpClient browser = HttpClient.newHttpClient();
    private SimulatedNetworks networks;
    public final GeneratedMedia media = new GeneratedMedia();
    public final PlatformConnector connector;

    /** @param options of the connector, beside those that lead to the simulation */
    public Simulation(Network network, Path data, Map<String, String> options) throws IOException {
        this.name = network.platform().name().toLowerCase();
        this.network = network;
        this.data = data;
        this.networks = SimulatedNetworks.start(0, 0, data);
        this.connector = connector(options, SimulatedNetworks.CLIENT_SECRET);
    }

    public PlatformConnector connector(Map<String, String> options, String clientSecret) {
        String prefix = "postledger.platforms." + name + ".";
        Map<String, String> all = new HashMap<>();
        networks.productProperties().forEach((property, value) -> {
            if (property.startsWith(prefix + "options.")) {
                all.put(property.substring((prefix + "options.").length()), value);
            }
        });
        all.putAll(options);
        NetworkSettings settings = new NetworkSettings(
                URI.create(networks.productProperties().get(prefix + "api-url")),
                URI.create(networks.productProperties().get(prefix + "authorize-url")),
                URI.create(networks.productProperties().get(prefix + "token-url")),
                SimulatedNetworks.CLIENT_ID,
                new ClientSecret(clientSecret),
                TIMEOUTS,
                all);
        return network.connector(settings, wire, Clock.systemUTC());
    }

    public record Connected(Grant grant, RemoteAccountRef account) {

        public Submission submission(Content content, GeneratedMedia media) {
            return new Submission(credentials(), account, content, media);
        }

        public Credentials credentials() {
            return new Credentials(grant.accessToken());
        }

        public Connected with(Grant other) {
            return new Connected(other, account);
        }
    }

    /** The whole dance, as a browser and the product do it. */
    public Connected connect(String handle) {
        return connect(handle, connector.scopes());
    }

    public Connected connect(String handle, List<String> scopes) {
        Grant grant = grant(handle, scopes);
        return new Connected(grant, connector.accounts(grant).get(0).account().ref());
    }

    public Grant grant(String handle, List<String> scopes) {
        Pkce pkce = Pkce.generate(new SecureRandom());
        return connector.exchangeCode(consent(handle, pkce.challenge(), scopes), pkce.verifier(), REDIRECT);
    }

    /** @return the code that the browser brings back */
    public String consent(String handle, String challenge, List<String> scopes) {
        URI page = connector.authorizationUri(new AuthorizationRequest("state 1&", challenge, REDIRECT, scopes));
        HttpResponse<String> back = http("GET", URI.create(page + "&simulate_account=" + handle), null);
        String location = back.headers().firstValue("Location").orElse(back.body());
        String prefix = REDIRECT + "?state=state+1%26&code=";
        if (!location.startsWith(prefix)) {
            throw new AssertionError("no code came back: " + location);
        }
        return location.substring(prefix.length());
    }

    /** Prepares as the process does: again, with what was handed out so far. */
    public Prepared untilReady(Submission submission, Prepared from) {
        AtomicReference<Prepared> soFar = new AtomicReference<>(from);
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(9))
                .until(() -> {
                    Preparation step = connector.prepare(
                            submission, soFar.get(), Instant.now().plusSeconds(9));
                    if (step instanceof Ready ready) {
                        soFar.set(ready.prepared());
                        return true;
                    }
                    soFar.set(step instanceof Waiting waiting ? waiting.soFar() : ((NotDone) step).soFar());
                    return false;
                });
        return soFar.get();
    }

    public void fault(String endpoint, String kind) {
        fault(endpoint, kind, Map.of());
    }

    /** @param more fields of the fault */
    public void fault(String endpoint, String kind, Map<String, Object> more) {
        Map<String, Object> fault = new HashMap<>(more);
        fault.put("network", name);
        fault.put("kind", kind);
        if (endpoint != null) {
            fault.put("endpoint", endpoint);
        }
        control("POST", "/faults", JsonMapper.shared().writeValueAsString(fault));
    }

    public void heal() {
        control("DELETE", "/faults", null);
    }

    /** Settings of this network. */
    public void set(Map<String, Object> settings) {
        control("POST", "/settings", JsonMapper.shared().writeValueAsString(Map.of(name, settings)));
    }

    /** The network's clock goes ahead, or back to ours with zero. */
    public void shiftTime(Duration ahead) {
        control("POST", "/settings", "{\"timeShiftSeconds\":" + ahead.toSeconds() + "}");
    }

    public void createAccount(Map<String, Object> account) {
        Map<String, Object> all = new HashMap<>(account);
        all.put("network", name);
        control("POST", "/accounts", JsonMapper.shared().writeValueAsString(all));
    }

    /** What is really there, in order. */
    public List<JsonNode> truth() {
        return control("GET", "/truth/" + name + "/posts", null)
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    /** How many requests the network got. @param handle {@code -} for those of nobody */
    public int calls(String endpoint, String handle) {
        JsonNode counts = JsonMapper.shared().readTree(control("GET", "/truth/" + name + "/calls", null));
        return counts.path(endpoint).path(handle).asInt(0);
    }

    private String control(String method, String path, String body) {
        HttpResponse<String> answer = http(method, URI.create(networks.control() + path), body);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    public HttpResponse<String> http(String method, URI uri, String body) {
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

    /** The networks' process ends and begins again, at the same address. */
    public void restart() throws IOException {
        int port = networks.of(name).getPort();
        networks.close();
        networks = SimulatedNetworks.start(port, 0, data);
    }

    /** Nothing listens there any more. */
    public void stopNetworks() throws IOException {
        networks.close();
    }

    @Override
    public void close() throws IOException {
        media.close();
        wire.close();
        networks.close();
    }
}
