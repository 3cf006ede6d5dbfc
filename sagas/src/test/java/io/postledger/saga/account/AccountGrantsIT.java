package io.postledger.saga.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.CommandResult;
import io.postledger.api.account.AccountDisconnected;
import io.postledger.api.account.Platform;
import io.postledger.api.account.ReportAuthorizationLost;
import io.postledger.embedded.networks.SimulatedNetworks;
import io.postledger.embedded.testing.PostgresDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.ClientSecret;
import io.postledger.platform.Connectors;
import io.postledger.platform.Grant;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Pkce;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.Timeouts;
import io.postledger.platform.http.Wire;
import io.postledger.platform.x.XNetwork;
import io.postledger.saga.TokenCipher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Tokens against a network that rotates them and takes each refresh token once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountGrantsIT {
    private static final URI REDIRECT = URI.create("http://127.0.0.1/callback");
    private static final String WORKSPACE = "ws_01jqaaaaaaaaaaaaaaaaaaaaaa";
    private static final String HANDLE = "northbike";

    @TempDir
    static Path folder;

    private final Wire wire = new Wire(16);
    private final List<Object> commands = new CopyOnWriteArrayList<>();
    private SimulatedNetworks networks;
    private PlatformConnector x;
    private GrantStore store;
    private AccountGrants grants;

    @BeforeAll
    void aNetworkAndAStore() throws IOException {
        networks = SimulatedNetworks.start(0, 0, folder.resolve("networks"));
        x = new XNetwork()
                .connector(
                        new NetworkSettings(
                                networks.of("x"),
                                URI.create(networks.of("x") + "/i/oauth2/authorize"),
                                URI.create(networks.of("x") + "/2/oauth2/token"),
                                SimulatedNetworks.CLIENT_ID,
                                new ClientSecret(SimulatedNetworks.CLIENT_SECRET),
                                Timeouts.DEFAULT,
                                Map.of()),
                        wire,
                        Clock.systemUTC());
        PostgresDatabase postgres = TestStores.newPostgresDatabase();
        DriverManagerDataSource source =
                new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        Path key = Files.writeString(
                folder.resolve("key"), Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(32)));
        store = new GrantStore(JdbcClient.create(source), new TokenCipher(key));
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        bus.subscribe(ReportAuthorizationLost.class.getName(), command -> {
            commands.add(command.getPayload());
            return new CommandResult("", 0);
        });
        grants = new AccountGrants(
                store,
                new Connectors(Map.of(Platform.X, x)),
                DefaultCommandGateway.builder().commandBus(bus).build(),
                new JdbcTransactionManager(source),
                Clock.systemUTC());
    }

    @AfterAll
    void end() throws IOException {
        wire.close();
        networks.close();
    }

    private static HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fault(String fault) {
        call(HttpRequest.newBuilder(networks.control().resolve("/faults"))
                .POST(HttpRequest.BodyPublishers.ofString(fault)));
    }

    /** A grant of the network, stored as expiring at the given time. */
    private Grant granted(String accountId, Instant expiresAt) {
        Pkce pkce = Pkce.generate(new SecureRandom());
        URI consent = x.authorizationUri(new AuthorizationRequest("state", pkce.challenge(), REDIRECT, x.scopes()));
        String back = call(HttpRequest.newBuilder(URI.create(consent + "&simulate_account=" + HANDLE)))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Grant grant = x.exchangeCode(back.replaceFirst(".*[?&]code=([^&]*).*", "$1"), pkce.verifier(), REDIRECT);
        store.save(new StoredGrant(
                accountId,
                WORKSPACE,
                Platform.X,
                x.accounts(grant).get(0).account().ref(),
                grant.accessToken(),
                grant.refreshToken().orElseThrow(),
                expiresAt,
                false));
        return grant;
    }

    private static Instant inTwoHours() {
        return Instant.now().plus(Duration.ofHours(2));
    }

    @Test
    void givenFreshToken_whenAsked_thenGrantedWithoutRefresh() {
        Grant grant = granted("acct_fresh", inTwoHours());
        assertThat(grants.access("acct_fresh"))
                .isInstanceOfSatisfying(
                        Access.Granted.class,
                        granted ->
                                assertThat(granted.credentials().accessToken()).isEqualTo(grant.accessToken()));
    }

    @Test
    void givenTokenAboutToExpire_whenManyAskAtOnce_thenOneRefreshServesAll() throws Exception {
        Grant old = granted("acct_many", Instant.now().plusSeconds(60));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Access> ask = () -> grants.access("acct_many");
            List<Access> answers = new ArrayList<>();
            for (Future<Access> answer : threads.invokeAll(Collections.nCopies(8, ask))) {
                answers.add(answer.get());
            }
            assertThat(answers).allMatch(Access.Granted.class::isInstance);
            Set<String> tokens = answers.stream()
                    .map(answer -> ((Access.Granted) answer)
                            .credentials()
                            .accessToken()
                            .reveal())
                    .collect(Collectors.toSet());
            assertThat(tokens).hasSize(1).doesNotContain(old.accessToken().reveal());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void givenTokenThatTheNetworkRefuses_whenAskedForAnother_thenRefreshedOnce() {
        Grant old = granted("acct_refused", inTwoHours());
        grants.refused("acct_refused", old.accessToken());
        Access first = grants.access("acct_refused");
        grants.refused("acct_refused", old.accessToken());
        Access second = grants.access("acct_refused");
        assertThat(first).isInstanceOf(Access.Granted.class).isEqualTo(second);
    }

    @Test
    void givenNetworkAway_whenRefreshed_thenUnavailableAndNothingLost() {
        granted("acct_blip", Instant.now());
        fault("{\"kind\":\"RESET_BEFORE_COMMIT\",\"endpoint\":\"oauth2.token\",\"times\":1}");

        assertThat(grants.access("acct_blip")).isInstanceOf(Access.Unavailable.class);
        assertThat(grants.access("acct_blip")).isInstanceOf(Access.Granted.class);
        assertThat(commands).noneMatch(command -> command.toString().contains("acct_blip"));
    }

    @Test
    void givenGrantRevoked_whenRefreshed_thenLostAndTheAccountIsTold() {
        String account = "acct_01jqaaaaaaaaaaaaaaaaaaaaaa";
        granted(account, Instant.now());
        fault("{\"kind\":\"REVOKE_GRANT\",\"account\":\"" + HANDLE + "\"}");

        assertThat(grants.access(account)).isInstanceOf(Access.Lost.class);
        assertThat(commands).anyMatch(command -> command.toString().contains(account));
    }

    @Test
    void givenDisconnected_whenAsked_thenLostAndTokensGone() {
        granted("acct_gone", inTwoHours());
        grants.on(new AccountDisconnected("acct_gone"));

        assertThat(grants.access("acct_gone")).isInstanceOf(Access.Lost.class);
        assertThat(store.find("acct_gone")).isEmpty();
    }
}
