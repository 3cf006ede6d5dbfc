package io.postledger.saga.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.postledger.api.account.Platform;
import io.postledger.embedded.testing.PostgresDatabase;
import io.postledger.embedded.testing.TestStores;
import io.postledger.platform.Budget;
import io.postledger.platform.Connectors;
import io.postledger.platform.Operation;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.RateLimit;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The networks' limits on a real PostgreSQL, where every node spends from the same rows. */
class BudgetsIT {
    private static final Instant NOON = Instant.parse("2026-03-20T12:00:00Z");
    private static final Instant WINDOW_END = Instant.parse("2026-03-20T12:15:00Z");
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    /** The network's midnight after noon UTC: daylight saving has begun there. */
    private static final Instant PACIFIC_MIDNIGHT = Instant.parse("2026-03-21T07:00:00Z");

    private static final String ANNA = "acct_anna";
    private static final String BERT = "acct_bert";

    private static HikariDataSource firstNode;
    private static HikariDataSource secondNode;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private Budgets budgets;
    private Budgets onTheOtherNode;

    @BeforeAll
    static void aDatabase() {
        PostgresDatabase postgres = TestStores.newPostgresDatabase();
        firstNode = pool(postgres);
        secondNode = pool(postgres);
        Flyway.configure().dataSource(firstNode).load().migrate();
    }

    private static HikariDataSource pool(PostgresDatabase postgres) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.jdbcUrl());
        config.setUsername(postgres.user());
        config.setPassword(postgres.password());
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }

    @AfterAll
    static void end() {
        firstNode.close();
        secondNode.close();
    }

    @BeforeEach
    void nothingSpent() {
        JdbcClient.create(firstNode).sql("DELETE FROM network_budget").update();
        now.set(NOON);
        budgets = on(firstNode, 100);
        onTheOtherNode = on(secondNode, 100);
    }

    /** A network with a limit for each account, one for all, and one by its own days. */
    private Budgets on(DataSource node, long forAll) {
        return on(node, forAll, 3);
    }

    private Budgets on(DataSource node, long forAll, long accountLimit) {
        List<Budget> limits = List.of(
                Budget.perAccount("window", accountLimit, new Budget.Every(Duration.ofMinutes(15))),
                Budget.perApp("all", forAll, new Budget.Every(Duration.ofHours(24))),
                Budget.perApp("uploads", 2, new Budget.Daily(PACIFIC)));
        PlatformConnector connector = (PlatformConnector) Proxy.newProxyInstance(
                PlatformConnector.class.getClassLoader(),
                new Class<?>[] {PlatformConnector.class},
                (proxy, method, arguments) -> method.getName().equals("budgets") ? limits : cost(arguments[0]));
        return new Budgets(
                new BudgetRows(JdbcClient.create(node)),
                (platform, budget) -> budget.limit(),
                new Connectors(Map.of(Platform.X, connector)),
                new JdbcTransactionManager(node),
                clock);
    }

    private static Map<String, Integer> cost(Object operation) {
        return switch ((Operation) operation) {
            case SEND -> Map.of("window", 1, "all", 1);
            case PREPARE -> Map.of("uploads", 1);
            case FETCH_METRICS -> Map.of("all", 1);
            default -> Map.of();
        };
    }

    private Optional<Instant> send(Budgets node, String account) {
        return node.spend(Platform.X, account, Operation.SEND, null);
    }

    private void sendAll(String account) {
        for (int i = 0; i < 3; i++) {
            assertThat(send(budgets, account)).isEmpty();
        }
    }

    private long spent(String name, String owner) {
        return JdbcClient.create(firstNode)
                .sql("SELECT spent FROM network_budget WHERE name = ? AND owner = ?")
                .params(name, owner)
                .query(Long.class)
                .single();
    }

    @Test
    void givenSpent_whenSpentFrom_thenWhenItResets() {
        sendAll(ANNA);
        assertThat(send(budgets, ANNA)).contains(WINDOW_END);
    }

    @Test
    void givenSpent_whenTheWindowEnds_thenAnew() {
        sendAll(ANNA);
        now.set(WINDOW_END);
        sendAll(ANNA);
        assertThat(send(budgets, ANNA)).contains(WINDOW_END.plus(Duration.ofMinutes(15)));
    }

    @Test
    void givenDailyLimitOfAZone_whenSpent_thenUntilItsMidnight() {
        for (int i = 0; i < 2; i++) {
            assertThat(budgets.spend(Platform.X, ANNA, Operation.PREPARE, null)).isEmpty();
        }
        assertThat(budgets.spend(Platform.X, BERT, Operation.PREPARE, null)).contains(PACIFIC_MIDNIGHT);
        now.set(PACIFIC_MIDNIGHT);
        assertThat(budgets.spend(Platform.X, BERT, Operation.PREPARE, null)).isEmpty();
    }

    @Test
    void givenOneOfTwoLimitsIsSpent_thenNothingIsSpentOfTheOther() {
        sendAll(ANNA);
        long before = spent("all", "app");
        for (int i = 0; i < 5; i++) {
            assertThat(send(budgets, ANNA)).isPresent();
        }
        assertThat(spent("all", "app")).isEqualTo(before).isEqualTo(3);
        assertThat(spent("window", ANNA)).isEqualTo(3);
    }

    @Test
    void givenTheLimitOfAllIsSpent_thenNothingIsSpentOfTheAccounts() {
        budgets = on(firstNode, 1);
        assertThat(send(budgets, ANNA)).isEmpty();
        assertThat(send(budgets, ANNA)).isPresent();
        assertThat(spent("window", ANNA)).isEqualTo(1);
    }

    @Test
    void givenNetworkRefused_thenNothingBeforeItsTimeForThisAccountOnly() {
        Instant until = NOON.plus(Duration.ofMinutes(40));
        budgets.exhausted(Platform.X, ANNA, Operation.SEND, null, until);

        assertThat(send(budgets, ANNA)).contains(until);
        assertThat(send(budgets, BERT)).isEmpty();
        now.set(until);
        assertThat(send(budgets, ANNA)).isEmpty();
    }

    @Test
    void givenHeaderSaysLess_thenLess() {
        budgets.learn(Platform.X, ANNA, List.of(new RateLimit("window", 50, 1, NOON.plusSeconds(100))));

        assertThat(send(budgets, ANNA)).isEmpty();
        assertThat(send(budgets, ANNA)).contains(NOON.plusSeconds(100));
    }

    @Test
    void givenHeaderSaysMore_thenMore() {
        sendAll(ANNA);
        budgets.learn(Platform.X, ANNA, List.of(new RateLimit("window", 300, 297, NOON.plusSeconds(100))));

        assertThat(send(budgets, ANNA)).isEmpty();
    }

    @Test
    void givenHeaderOfACallThatEndedEarlier_thenCallsUnderWayStayCounted() {
        RateLimit first = new RateLimit("window", 3, 2, WINDOW_END);
        sendAll(ANNA);
        budgets.learn(Platform.X, ANNA, List.of(first));

        assertThat(send(budgets, ANNA)).contains(WINDOW_END);
    }

    @Test
    void givenRefusedAndAnOlderHeaderComesLate_thenStillRefused() {
        Instant until = NOON.plus(Duration.ofMinutes(40));
        budgets.exhausted(Platform.X, ANNA, Operation.SEND, null, until);
        budgets.learn(Platform.X, ANNA, List.of(new RateLimit("window", 3, 1, WINDOW_END)));

        assertThat(send(budgets, ANNA)).contains(until);
    }

    @Test
    void givenHeaderOfAWindowThatHasEnded_thenNothingIsTakenOver() {
        assertThat(send(budgets, ANNA)).isEmpty();
        budgets.learn(Platform.X, ANNA, List.of(new RateLimit("window", 3, 3, NOON.minusSeconds(1))));
        assertThat(spent("window", ANNA)).isEqualTo(1);
        assertThat(send(budgets, ANNA)).isEmpty();
        assertThat(send(budgets, ANNA)).isEmpty();
        assertThat(send(budgets, ANNA)).isPresent();
    }

    @Test
    void givenHeaderOfALimitWeDoNotKeep_thenIgnored() {
        budgets.learn(Platform.X, ANNA, List.of(new RateLimit("of-which-we-know-nothing", 1, 0, WINDOW_END)));
        assertThat(send(budgets, ANNA)).isEmpty();
    }

    @Test
    void givenMetricsReadMuch_thenHalfIsLeftToPublishing() {
        budgets = on(firstNode, 4);
        for (int i = 0; i < 2; i++) {
            assertThat(budgets.spend(Platform.X, ANNA, Operation.FETCH_METRICS, null))
                    .isEmpty();
        }
        assertThat(budgets.spend(Platform.X, BERT, Operation.FETCH_METRICS, null))
                .isPresent();
        assertThat(send(budgets, ANNA)).isEmpty();
        assertThat(send(budgets, BERT)).isEmpty();
        assertThat(send(budgets, BERT)).isPresent();
    }

    @Test
    void givenNetworkRefusesWhereAllLimitsAreTheApps_thenNoAccountIsTried() {
        Instant until = NOON.plus(Duration.ofMinutes(40));
        budgets.exhausted(Platform.X, ANNA, Operation.PREPARE, null, until);

        assertThat(budgets.spend(Platform.X, BERT, Operation.PREPARE, null)).contains(until);
    }

    @Test
    void givenTwoNodesAtOnce_thenNoMoreThanTheLimitIsSpent() throws Exception {
        List<Callable<Optional<Instant>>> spends = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Budgets node = i % 2 == 0 ? budgets : onTheOtherNode;
            spends.add(() -> send(node, ANNA));
        }
        assertThat(inThreads(spends)).isEqualTo(3);
        assertThat(spent("all", "app")).isEqualTo(3);
    }

    @Test
    void givenStormAtOneAccount_thenOthersSpendWhatIsTheirs() throws Exception {
        List<Callable<Optional<Instant>>> storm = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            storm.add(() -> send(budgets, ANNA));
        }
        for (String other : List.of(BERT, "acct_carl", "acct_dora")) {
            storm.addAll(List.of(() -> send(onTheOtherNode, other), () -> send(onTheOtherNode, other)));
        }
        assertThat(inThreads(storm)).isEqualTo(3 + 6);
        assertThat(spent("all", "app")).isEqualTo(9);
    }

    /** How many were granted. */
    private static long inThreads(List<Callable<Optional<Instant>>> spends) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            long granted = 0;
            for (Future<Optional<Instant>> answer : threads.invokeAll(spends)) {
                granted += answer.get().isEmpty() ? 1 : 0;
            }
            return granted;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Every call spends from the one row that all accounts share; the figure is printed, the bound is for a busy machine. */
    @Test
    void givenEightThreadsOverManyAccounts_thenTheSharedRowDoesNotHoldThemUp() throws Exception {
        budgets = on(firstNode, 1_000_000, 1_000);
        int accounts = 200;
        List<Callable<Optional<Instant>>> spends = IntStream.range(0, 15 * accounts)
                .<Callable<Optional<Instant>>>mapToObj(
                        i -> () -> budgets.spend(Platform.X, "acct_" + i % accounts, Operation.SEND, null))
                .toList();
        inThreads(spends.subList(0, 5 * accounts));
        long began = System.nanoTime();
        long granted = inThreads(spends.subList(5 * accounts, 15 * accounts));
        double perSecond = 10 * accounts * 1e9 / (System.nanoTime() - began);
        System.out.printf("budgets: %.0f spends/s with 8 threads%n", perSecond);

        assertThat(granted).isEqualTo(10 * accounts);
        assertThat(perSecond).isGreaterThan(100);
    }
}
