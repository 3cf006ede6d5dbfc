package io.postledger.web;

import io.postledger.api.Ids;
import io.postledger.embedded.networks.SimulatedNetworks;
import io.postledger.embedded.testing.PostgresDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.ledger.build.StoredLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * The product as it is shipped, on a real PostgreSQL and a simulated network, without the views: what a command does or
 * refuses never depends on them.
 */
@SpringBootTest(
        classes = PostledgerApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"postledger.roles=command,saga,web", "server.shutdown=immediate"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProductIT {
    static final byte[] KEY = new SecureRandom().generateSeed(32);
    static final String OPERATOR_KEY = "only-for-tests-only-for-tests-only-for-tests";
    static final SimulatedNetworks NETWORKS = startNetworks();

    final Ids ids = new Ids(Clock.systemUTC());

    @Autowired
    JdbcTemplate jdbc;

    @LocalServerPort
    int port;

    TestLog log;

    @BeforeAll
    void theLog(@Autowired EventStore store, @Autowired StoredLog stored) {
        log = new TestLog(store, stored);
    }

    private static SimulatedNetworks startNetworks() {
        try {
            Path data = Files.createTempDirectory("postledger-networks");
            SimulatedNetworks networks = SimulatedNetworks.start(0, 0, data);
            // Shared by all test classes of this JVM, so that only its end is theirs.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(networks, data)));
            return networks;
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static void end(SimulatedNetworks networks, Path data) {
        try {
            networks.close();
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void stores(DynamicPropertyRegistry registry) throws IOException {
        PostgresDatabase postgres = TestStores.newPostgresDatabase();
        registry.add("spring.datasource.url", postgres::jdbcUrl);
        registry.add("spring.datasource.username", postgres::user);
        registry.add("spring.datasource.password", postgres::password);
        NETWORKS.productProperties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("postledger.security.jwt-key-file", keyFile(KEY)::toString);
        registry.add("postledger.security.token-key-file", keyFile(new SecureRandom().generateSeed(32))::toString);
        registry.add("postledger.security.personal-key-file", keyFile(new SecureRandom().generateSeed(32))::toString);
        Path operator = Files.createTempFile("postledger-test", ".key");
        operator.toFile().deleteOnExit();
        registry.add("postledger.web.operator-key-file", Files.writeString(operator, OPERATOR_KEY)::toString);
        registry.add("postledger.privacy.erasure-grace", () -> "2s");
        registry.add("postledger.security.media-key-file", keyFile(new SecureRandom().generateSeed(32))::toString);
    }

    private static Path keyFile(byte[] key) throws IOException {
        Path file = Files.createTempFile("postledger-test", ".key");
        file.toFile().deleteOnExit();
        return Files.writeString(file, Base64.getEncoder().encodeToString(key));
    }

    /** Somebody signed in, and who they are. */
    record Someone(String id, String email, Http http) {}

    /** A new person, signed in. */
    Someone someone() {
        String id = ids.next("user", value -> value);
        String email = id + "@canary.example";
        new Http(port, null).post("/api/users", """
                {"userId":"%s","email":"%s","displayName":"Ada","password":"correct horse"}""".formatted(id, email));
        return new Someone(
                id,
                email,
                new Http(port, signIn(email).json().path("accessToken").asString()));
    }

    Http.Answer signIn(String email) {
        return new Http(port, null)
                .post("/api/session", "{\"email\":\"" + email + "\",\"password\":\"correct horse\"}");
    }

    /** A new person, signed in. */
    Http signUp() {
        return someone().http();
    }

    /** Whoever runs the installation. */
    Http operator() {
        return new Http(port, null).with("Operator-Key", OPERATOR_KEY);
    }

    /** A new workspace of theirs; its path. */
    static String createWorkspace(Http http) {
        return "/api/workspaces/"
                + http.post("/api/workspaces", "{\"name\":\"Engines\",\"timeZone\":\"Europe/Berlin\"}")
                        .json()
                        .path("id")
                        .asString();
    }

    /** Connects a new account of the simulated network; its id. */
    String connect(Http http, String workspace, String handle) {
        exchange(HttpRequest.newBuilder(NETWORKS.control().resolve("/accounts"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"handle\":\"" + handle + "\"}")));
        Http.Answer started = http.post(workspace + "/account-connections", "{\"platform\":\"X\"}");
        String authorization =
                started.json().path("authorizationUri").asString(started.raw().body());
        HttpResponse<String> consent =
                exchange(HttpRequest.newBuilder(URI.create(authorization + "&simulate_account=" + handle)));
        String back = consent.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(authorization + "\n" + consent.body()));
        return new Http(port, null)
                .with("Accept", "application/json")
                .get(back.replaceFirst("http://[^/]+", ""))
                .json()
                .path("id")
                .asString();
    }

    static HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * How many rows every table holds that a command writes. What follows from an event comes later and by itself: an
     * earlier command's consequences must not be taken for this one's, and without a new event there are none.
     */
    Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        rows.put("the log's end", log.end());
        jdbc.queryForList("""
                        SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'
                        AND table_name NOT IN ('sagaentry', 'associationvalueentry', 'scheduled_tasks', 'processor_token', 'collected_post')
                        AND table_name NOT LIKE 'ledger%'""", String.class)
                .forEach(table -> rows.put(table, jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class)));
        return rows;
    }

    long events(String aggregateId, String name) {
        return log.names(aggregateId).stream().filter(name::equals).count();
    }

    @AfterAll
    void calm() {
        exchange(HttpRequest.newBuilder(NETWORKS.control().resolve("/faults")).DELETE());
    }
}
