package io.postledger.platform.x;

import io.postledger.api.media.Attachment;
import io.postledger.embedded.networks.SimulatedNetworks;
import io.postledger.platform.Attempt;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.ClientSecret;
import io.postledger.platform.Credentials;
import io.postledger.platform.Grant;
import io.postledger.platform.LookUp;
import io.postledger.platform.MediaSource;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Pkce;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.RefreshToken;
import io.postledger.platform.RemoteAccount;
import io.postledger.platform.RemoteAccountRef;
import io.postledger.platform.Submission;
import io.postledger.platform.Timeouts;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.Content;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connector and the simulated X that it talks to over HTTP, with the side doors that tests look through. */
final class SimulatedX implements AutoCloseable {

    static final URI REDIRECT = URI.create("http://127.0.0.1:8080/connected");
    static final String HANDLE = "harbour_radio";

    private final SimulatedNetworks networks;
    private final Wire wire = new Wire(16);
    private final HttpClient browser = HttpClient.newHttpClient();
    final PlatformConnector connector;

    SimulatedX(Path data) throws IOException {
        this(data, new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10)));
    }

    SimulatedX(Path data, Timeouts timeouts) throws IOException {
        this.networks = SimulatedNetworks.start(0, 0, data);
        this.connector = connector(timeouts, Clock.systemUTC());
    }

    /** Another one, which may have another idea of time. */
    PlatformConnector connector(Timeouts timeouts, Clock clock) {
        return new XNetwork().connector(settings(timeouts), wire, clock);
    }

    NetworkSettings settings(Timeouts timeouts) {
        return new NetworkSettings(
                networks.of("x"),
                URI.create(networks.of("x") + "/i/oauth2/authorize"),
                URI.create(networks.of("x") + "/2/oauth2/token"),
                SimulatedNetworks.CLIENT_ID,
                new ClientSecret(SimulatedNetworks.CLIENT_SECRET),
                timeouts,
                Map.of());
    }

    /** For posts without any. */
    private static final MediaSource NO_MEDIA = new MediaSource() {
        @Override
        public InputStream open(Attachment attachment, long offset) throws IOException {
            throw new IOException("no media");
        }

        @Override
        public URI publicUri(Attachment attachment) {
            throw new IllegalStateException("no media");
        }
    };

    record Connected(Grant grant, RemoteAccountRef account) {
        Credentials credentials() {
            return new Credentials(grant.accessToken());
        }

        Submission submission(String text) {
            return submission(new Content(text), NO_MEDIA);
        }

        Submission submission(Content content, MediaSource media) {
            return new Submission(credentials(), account, content, media);
        }
    }

    /** The whole dance, as a browser and the product do it. */
    Connected connect(String handle) {
        Pkce pkce = Pkce.generate(new SecureRandom());
        String code = consent(handle, pkce.challenge(), connector.scopes());
        Grant grant = connector.exchangeCode(code, pkce.verifier(), REDIRECT);
        return new Connected(grant, identity(grant).ref());
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

    PublishOutcome publish(Connected account, String text, Instant deadline) {
        return connector.publish(account.submission(text), Prepared.NOTHING, deadline);
    }

    LookUp find(Connected account, String text, Instant since) {
        return connector.lookUp(account.submission(text), Prepared.NOTHING, new Attempt(since, since));
    }

    RemoteAccount identity(Grant grant) {
        return connector.accounts(grant).get(0).account();
    }

    /** X needs no more than the token. */
    Grant refresh(RefreshToken token) {
        return connector.refresh(token, new RemoteAccountRef("0", HANDLE));
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
        return posts().stream().map(post -> post.path("text").stringValue()).toList();
    }

    /** What is really on X, in order. */
    List<JsonNode> posts() {
        return control("GET", "/truth/x/posts", null)
                .lines()
                .map(JsonMapper.shared()::readTree)
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
