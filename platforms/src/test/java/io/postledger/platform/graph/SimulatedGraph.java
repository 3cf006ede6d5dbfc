package io.postledger.platform.graph;

import com.sun.net.httpserver.HttpServer;
import io.postledger.api.media.Attachment;
import io.postledger.embedded.networks.SimulatedNetworks;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.ClientSecret;
import io.postledger.platform.Connectable;
import io.postledger.platform.Credentials;
import io.postledger.platform.Grant;
import io.postledger.platform.MediaSource;
import io.postledger.platform.Network;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.Preparation;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.platform.Timeouts;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated Facebook or Instagram and a connector that talks to it, with media to post and the side doors of tests. */
public final class SimulatedGraph implements AutoCloseable {

    public static final URI REDIRECT = URI.create("http://127.0.0.1:8080/connected");
    public static final String HANDLE = "harbour_radio";

    private final String name;
    private final SimulatedNetworks networks;
    private final Wire wire = new Wire(16);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final HttpServer publicMedia;
    private final Network network;

    /** What the connector takes for now: moved by {@link #later}. */
    private volatile Duration ahead = Duration.ZERO;

    public final PlatformConnector connector;

    /** @param name {@code facebook} or {@code instagram} */
    public SimulatedGraph(String name, Network network, Path data) throws IOException {
        this.name = name;
        this.network = network;
        this.networks = SimulatedNetworks.start(0, 0, data);
        this.publicMedia = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        publicMedia.createContext("/", exchange -> {
            String id = exchange.getRequestURI().getPath().substring(1);
            byte[] bytes = files.get(id);
            exchange.getResponseHeaders().set("Content-Type", id.startsWith("video") ? "video/mp4" : "image/jpeg");
            exchange.sendResponseHeaders(bytes == null ? 404 : 200, bytes == null ? -1 : bytes.length);
            if (bytes != null) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        publicMedia.start();
        this.connector = connector(SimulatedNetworks.CLIENT_SECRET, Duration.ofSeconds(5));
    }

    /** One that waits no longer than a second and a half for an answer. */
    public PlatformConnector impatient() {
        return connector(SimulatedNetworks.CLIENT_SECRET, Duration.ofMillis(750));
    }

    /** @param silence the longest wait for the next byte; for a whole answer twice that */
    public PlatformConnector connector(String secret, Duration silence) {
        Timeouts timeouts = new Timeouts(silence, silence.multipliedBy(2));
        String base = networks.of(name) + "/v25.0";
        Map<String, String> options =
                new HashMap<>(Map.of("profiles", networks.of(name).toString()));
        options.put("check-seconds", "1");
        return network.connector(
                new NetworkSettings(
                        URI.create(base),
                        URI.create(base + "/dialog/oauth"),
                        URI.create(base + "/oauth/access_token"),
                        SimulatedNetworks.CLIENT_ID,
                        new ClientSecret(secret),
                        timeouts,
                        options),
                wire,
                clock());
    }

    private Clock clock() {
        InstantSource moved = () -> Instant.now().plus(ahead);
        return moved.withZone(ZoneOffset.UTC);
    }

    /** So much time passes for the connector, but not for the network. */
    public void later(Duration passed) {
        ahead = ahead.plus(passed);
    }

    /** An account with what it is used by. */
    public record Connected(Connectable connectable, MediaSource media) {

        public Grant grant() {
            return connectable.grant();
        }

        public Credentials credentials() {
            return new Credentials(grant().accessToken());
        }

        public Connected with(Grant other) {
            return new Connected(new Connectable(connectable.account(), other), media);
        }

        public Submission submission(Content content) {
            return new Submission(credentials(), connectable.account().ref(), content, media);
        }

        public String id() {
            return connectable.account().externalId();
        }
    }

    /** As a browser and the product do it. */
    public Connected connect(String handle) {
        return connected(connector.accounts(login(handle, connector.scopes())).get(0));
    }

    public Connected connected(Connectable connectable) {
        return new Connected(connectable, media());
    }

    /** The grant of a person. */
    public Grant login(String handle, List<String> scopes) {
        return connector.exchangeCode(consent(handle, scopes), "unused", REDIRECT);
    }

    /** @return the code that the browser brings back */
    public String consent(String handle, List<String> scopes) {
        URI page = connector.authorizationUri(new AuthorizationRequest("state 1&", "unused", REDIRECT, scopes));
        String location = http("GET", URI.create(page + "&simulate_account=" + handle), null)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return location.substring(location.indexOf("&code=") + 6);
    }

    public Attachment image(int bytes) {
        return attachment("image", "image/jpeg", bytes, null);
    }

    public Attachment video(int bytes) {
        return attachment("video", "video/mp4", bytes, 10_000L);
    }

    private Attachment attachment(String kind, String type, int length, Long millis) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        String id = kind + "_" + length;
        files.put(id, bytes);
        return new Attachment(id, type, length, "", 1_000, 1_000, millis, null);
    }

    /** As if it were gone on our side. */
    public void forget(Attachment attachment) {
        files.remove(attachment.mediaId());
    }

    private MediaSource media() {
        return new MediaSource() {
            @Override
            public InputStream open(Attachment attachment, long offset) throws IOException {
                byte[] bytes = files.get(attachment.mediaId());
                if (bytes == null) {
                    throw new IOException("gone");
                }
                return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
            }

            @Override
            public URI publicUri(Attachment attachment) {
                return URI.create(
                        "http://127.0.0.1:" + publicMedia.getAddress().getPort() + "/" + attachment.mediaId());
            }
        };
    }

    public static Content content(String text, Attachment... media) {
        return new Content(text, List.of(media), Map.of());
    }

    /** One step of preparing, with time enough. */
    public Preparation prepare(Submission submission, Prepared soFar) {
        return connector.prepare(submission, soFar, soon());
    }

    /** All steps, without waiting longer than asked to. */
    public Prepared prepared(Submission submission) {
        Preparation[] last = {prepare(submission, Prepared.NOTHING)};
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (last[0] instanceof Preparation.Waiting waiting) {
                        last[0] = prepare(submission, waiting.soFar());
                    }
                    return last[0] instanceof Ready;
                });
        return ((Ready) last[0]).prepared();
    }

    public static Instant soon() {
        return Instant.now().plusSeconds(20);
    }

    public void fault(String endpoint, String kind) {
        fault("{\"endpoint\":\"%s\",\"kind\":\"%s\"}".formatted(endpoint, kind));
    }

    /** @param json without the network */
    public void fault(String json) {
        control("POST", "/faults", json.replaceFirst("\\{", "{\"network\":\"" + name + "\","));
    }

    public void noFaults() {
        control("DELETE", "/faults", null);
    }

    /** @param json this network's settings */
    public void set(String json) {
        control("POST", "/settings", "{\"" + name + "\":" + json + "}");
    }

    public void shiftSeconds(long seconds) {
        control("POST", "/settings", "{\"timeShiftSeconds\":" + seconds + "}");
    }

    public void account(String json) {
        control("POST", "/accounts", json.replaceFirst("\\{", "{\"network\":\"" + name + "\","));
    }

    /** What is really there, in order. */
    public List<JsonNode> truth() {
        return control("GET", "/truth/" + name + "/posts", null)
                .lines()
                .<JsonNode>map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    public List<String> texts() {
        return truth().stream().map(post -> post.path("text").stringValue()).toList();
    }

    /** How many requests came for the usual account. */
    public int calls(String endpoint) {
        JsonNode counts = JsonMapper.shared().readTree(control("GET", "/truth/" + name + "/calls", null));
        return counts.path(endpoint).path(HANDLE).asInt(0);
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

    /** Nothing listens there any more. */
    public void stopNetworks() throws IOException {
        networks.close();
    }

    @Override
    public void close() throws IOException {
        wire.close();
        publicMedia.stop(0);
        networks.close();
    }
}
