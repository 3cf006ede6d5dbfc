package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import io.postledger.embedded.networks.SimulatedNetworks;
import io.postledger.embedded.testing.ClickHouseDatabase;
import io.postledger.embedded.testing.MongoDatabase;
import io.postledger.embedded.testing.PostgresDatabase;
import io.postledger.embedded.testing.TestStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Roles split over several processes on one set of stores: docs/settings.md says which splits there are. */
class RolesIT {
    private static final String AXON_SERVER = "POSTLEDGER_TEST_AXON_SERVER";
    private static final Duration PUBLISHED = Duration.ofSeconds(90);
    /** Long enough for three processes that have just started on two cores to take the order in time. */
    private static final Duration AHEAD = Duration.ofSeconds(15);

    private static final String HANDLE = "roles";

    @TempDir
    private Path temp;

    private final PostgresDatabase postgres = TestStores.newPostgresDatabase();
    private final MongoDatabase mongo = TestStores.newMongoDatabase();
    private final Map<String, String> environment = new HashMap<>();
    private SimulatedNetworks networks;

    @BeforeEach
    void stores() throws IOException {
        networks = SimulatedNetworks.start(0, 0, temp.resolve("networks"));
        ClickHouseDatabase clickHouse = TestStores.newClickHouseDatabase();
        environment.put("SPRING_DATASOURCE_URL", postgres.jdbcUrl());
        environment.put("SPRING_DATASOURCE_USERNAME", postgres.user());
        environment.put("SPRING_DATASOURCE_PASSWORD", postgres.password());
        environment.put("POSTLEDGER_MONGODB_URI", mongo.uri());
        environment.put("POSTLEDGER_CLICKHOUSE_URL", clickHouse.url());
        environment.put("POSTLEDGER_CLICKHOUSE_DATABASE", clickHouse.name());
        environment.put("POSTLEDGER_CLICKHOUSE_USER", clickHouse.user());
        environment.put("POSTLEDGER_CLICKHOUSE_PASSWORD", clickHouse.password());
        environment.put(
                "SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(networks.productProperties()));
        environment.put("POSTLEDGER_SECURITY_JWTKEYFILE", key("jwt.key"));
        environment.put("POSTLEDGER_SECURITY_TOKENKEYFILE", key("token.key"));
        environment.put("POSTLEDGER_SECURITY_PERSONALKEYFILE", key("personal.key"));
        environment.put("POSTLEDGER_SECURITY_MEDIAKEYFILE", key("media.key"));
    }

    private String key(String name) throws IOException {
        byte[] key = new SecureRandom().generateSeed(32);
        return Files.writeString(temp.resolve(name), Base64.getEncoder().encodeToString(key))
                .toString();
    }

    @AfterEach
    void stopNetworks() throws IOException {
        networks.close();
    }

    @Test
    void givenWorkersBesideAWholeProduct_whenTheyDieInTheMiddle_thenItTakesTheirWorkOver() throws Exception {
        try (ProductProcess projecting = start("query,ai").awaitReady();
                ProductProcess publishing = start("command,saga").awaitReady();
                ProductProcess whole = start("command,query,saga,ai,web").awaitReady()) {
            Author author = new Author(whole.port());
            author.publishes("Spring rides");
            assertThat(owners("post-publishing")).allMatch(owner -> owner.startsWith(publishing.pid() + "@"));
            assertThat(projectionOwners()).isNotEmpty().allMatch(owner -> owner.startsWith(projecting.pid() + "@"));

            projecting.close();
            publishing.close();

            author.publishes("Summer rides");
            assertThat(owners("post-publishing")).allMatch(owner -> owner.startsWith(whole.pid() + "@"));
        }
    }

    @Test
    void givenWebAloneOnTheEmbeddedStore_whenStarted_thenRefusedInOneSentence() throws Exception {
        try (ProductProcess web = start("web")) {
            assertThat(web.awaitExit()).isEqualTo(1);
            assertThat(web.output())
                    .contains("ROLES_NOT_ROUTABLE: With postledger.event-store=embedded the role 'web' does not work")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = AXON_SERVER,
            matches = ".+",
            disabledReason = "No Axon Server: set POSTLEDGER_TEST_AXON_SERVER=HOST:PORT to run this")
    void givenAxonServer_whenNoProcessIsWhole_thenTheJobIsDoneAmongThem() throws Exception {
        environment.put("POSTLEDGER_EVENTSTORE", "axon-server");
        environment.put("AXON_AXONSERVER_SERVERS", System.getenv(AXON_SERVER));
        try (ProductProcess query = start("query,ai").awaitReady();
                ProductProcess command = start("command,saga").awaitReady();
                ProductProcess web = start("web").awaitReady()) {
            assertThat(query.pid()).isNotEqualTo(command.pid());
            new Author(web.port()).publishes("Autumn rides");
        }
    }

    private ProductProcess start(String roles) throws IOException {
        return ProductProcess.start(temp, roles, environment);
    }

    private Set<String> owners(String processor) throws SQLException {
        Set<String> owners = new HashSet<>();
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var query = connection.prepareStatement("SELECT owner FROM processor_token WHERE processor = ?")) {
            query.setString(1, processor);
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                owners.add(String.valueOf(rows.getString(1)));
            }
        }
        assertThat(owners).isNotEmpty();
        return owners;
    }

    /** Of claims that somebody has: those on letters are released at once. */
    private Set<String> projectionOwners() {
        Set<String> owners = new HashSet<>();
        try (MongoClient client = MongoClients.create(mongo.uri())) {
            client.getDatabase(mongo.name())
                    .getCollection("projection_claims")
                    .find(Filters.ne("owner", null))
                    .forEach(claim -> owners.add(claim.getString("owner")));
        }
        return owners;
    }

    /** Somebody with a workspace and a connected account. */
    private final class Author {
        private final int port;
        private final Http http;
        private final String workspace;
        private final String account;

        Author(int port) {
            this.port = port;
            Http anonymous = new Http(port, null);
            String person = "\"email\":\"ada@example.com\",\"password\":\"correct horse\"";
            assertThat(anonymous
                            .post("/api/users", "{" + person + ",\"displayName\":\"Ada\"}")
                            .status())
                    .isEqualTo(201);
            Http.Answer session = anonymous.post("/api/session", "{" + person + "}");
            http = new Http(port, session.json().path("accessToken").asString());
            workspace = ProductIT.createWorkspace(http);
            account = connect();
        }

        private String connect() {
            exchange(HttpRequest.newBuilder(networks.control().resolve("/accounts"))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"handle\":\"" + HANDLE + "\"}")));
            String authorization = http.post(workspace + "/account-connections", "{\"platform\":\"X\"}")
                    .json()
                    .path("authorizationUri")
                    .asString();
            String back = exchange(HttpRequest.newBuilder(URI.create(authorization + "&simulate_account=" + HANDLE)))
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            Http.Answer connected =
                    new Http(port, null).with("Accept", "application/json").get(back.replaceFirst("http://[^/]+", ""));
            assertThat(connected.status()).as(connected.raw().body()).isEqualTo(200);
            return connected.json().path("id").asString();
        }

        /** Has a post published, and sees it as published in the view and in the best times' table. */
        void publishes(String text) {
            Http.Answer drafted =
                    http.post(workspace + "/posts", "{\"text\":\"" + text + "\",\"targets\":[\"" + account + "\"]}");
            assertThat(drafted.status()).as(drafted.raw().body()).isEqualTo(201);
            String post = drafted.json().path("id").asString();
            LocalDateTime due = LocalDateTime.now(ZoneOffset.UTC).plus(AHEAD);
            Http.Answer scheduled = http.post(
                    workspace + "/posts/" + post + "/schedule", "{\"at\":\"" + due + "\",\"timeZone\":\"UTC\"}");
            assertThat(scheduled.status()).as(scheduled.raw().body()).isEqualTo(200);
            await().atMost(PUBLISHED)
                    .until(() -> http.get(workspace + "/posts/" + post)
                            .json()
                            .path("state")
                            .asString("")
                            .equals("PUBLISHED"));
            assertThat(http.get(workspace + "/accounts/" + account + "/best-times?count=1")
                            .status())
                    .isEqualTo(200);
            assertThat(exchange(HttpRequest.newBuilder(networks.control().resolve("/truth/x/tweets?account=" + HANDLE)))
                            .body()
                            .split(text, -1))
                    .as("on the network once")
                    .hasSize(2);
        }

        private static HttpResponse<String> exchange(HttpRequest.Builder request) {
            try {
                return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
