package io.postledger.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The product's two clients, as the product uses them. */
class ClickHouseClientsIT {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00.123Z");

    @TempDir
    static Path data;

    private static ClickHouseProcess server;
    private static Client client;
    private static Connection jdbc;

    @BeforeAll
    static void start() throws Exception {
        server = ClickHouseProcess.start(ClickHouseProcess.Options.of(data, "it", "secret"));
        client = builder().build();
        jdbc = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        for (String file : List.of("001_readings.sql", "002_rollup.sql")) {
            for (String statement : resource(file).split(";\\s*(\n|$)")) {
                try (Statement ddl = jdbc.createStatement()) {
                    ddl.execute(statement);
                }
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        jdbc.close();
        client.close();
        server.close();
    }

    @BeforeEach
    void empty() throws Exception {
        run("TRUNCATE TABLE analytics.readings");
        run("TRUNCATE TABLE analytics.by_hour");
    }

    /**
     * Not both: client-v2 0.10 compresses requests for HTTP encodings with a codec that takes minutes for these rows.
     * The server's side of it is in ClickHouseInsertFormatsIT.
     */
    @ParameterizedTest
    @CsvSource({"false,false", "true,false", "false,true"})
    void givenHundredThousandRows_whenInsertedByClientV2_thenAllArriveWithTheirRollup(
            boolean compressed, boolean byHttpEncoding) throws Exception {
        try (Client own = builder()
                .compressClientRequest(compressed)
                .compressServerResponse(true)
                .useHttpCompression(byHttpEncoding)
                .build()) {
            own.register(Reading.class, own.getTableSchema("readings"));
            List<Reading> rows = new ArrayList<>();
            for (int i = 0; i < 100_000; i++) {
                rows.add(new Reading("w" + i % 7, "post-" + i, NOON.plusMillis(i), i, i % 3 == 0 ? null : (long) i, 1));
            }

            try (InsertResponse done = own.insert("readings", rows).get(60, TimeUnit.SECONDS)) {
                // Rows written count those of the materialized view too.
                assertThat(done.getWrittenRows()).isGreaterThanOrEqualTo(100_000);
            }

            List<GenericRecord> found =
                    own.queryAll("SELECT post, likes, reach FROM analytics.readings ORDER BY likes");
            assertThat(found).hasSize(100_000);
            assertThat(found.get(99_998).getString("post")).isEqualTo("post-99998");
            assertThat(found.get(99_998).getLong("reach")).isEqualTo(99_998);
            assertThat(found.get(99_999).hasValue("reach")).isFalse();
            assertThat(one("SELECT sumMerge(likes), uniqExactMerge(posts) FROM analytics.by_hour"))
                    .isEqualTo(List.of("4999950000", "100000"));
        }
    }

    @Test
    void givenTwoVersionsOfARow_whenReadFinal_thenTheLaterOne() throws Exception {
        insert(List.of(new Reading("w", "p", NOON, 1, 1L, 1)));
        insert(List.of(new Reading("w", "p", NOON, 9, 1L, 2)));

        assertThat(one("SELECT count(), max(likes) FROM analytics.readings FINAL WHERE workspace = 'w'"))
                .isEqualTo(List.of("1", "9"));
    }

    @Test
    void givenPreparedStatements_whenEveryTypeIsWrittenAndRead_thenValuesAreTheSame() throws Exception {
        try (PreparedStatement insert = jdbc.prepareStatement("INSERT INTO analytics.readings"
                + " (workspace, post, taken, likes, reach, cost, tags, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < 3; i++) {
                insert.setString(1, "it's \\ \"ü\" 🙂");
                insert.setString(2, "p" + i);
                insert.setObject(3, NOON.atZone(ZoneOffset.UTC));
                insert.setLong(4, i);
                insert.setObject(5, i == 0 ? null : 7);
                insert.setBigDecimal(6, new BigDecimal("12.3456"));
                insert.setObject(7, List.of("a", "b'c"));
                insert.setLong(8, 1);
                insert.addBatch();
            }
            insert.executeBatch();
        }

        try (PreparedStatement select = jdbc.prepareStatement("SELECT * FROM analytics.readings"
                + " WHERE workspace = ? AND taken >= ? AND likes < ? ORDER BY post")) {
            select.setString(1, "it's \\ \"ü\" 🙂");
            select.setObject(2, NOON.atZone(ZoneOffset.UTC));
            select.setLong(3, 2);
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                rows.getLong("reach");
                assertThat(rows.wasNull()).isTrue();
                assertThat(rows.getObject("taken", ZonedDateTime.class).toInstant())
                        .isEqualTo(NOON);
                assertThat(rows.getBigDecimal("cost")).isEqualByComparingTo("12.3456");
                assertThat((Object[]) rows.getArray("tags").getArray()).containsExactly("a", "b'c");
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong("reach")).isEqualTo(7);
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void givenMistakes_whenSent_thenBothClientsSeeClickHousesCodeAndText() throws Exception {
        assertThatThrownBy(() -> run("SELECT * FROM analytics.nope"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Code: 60.")
                .hasMessageContaining("UNKNOWN_TABLE");
        assertThatThrownBy(() -> client.queryAll("SELEC 1"))
                .rootCause()
                .hasMessageContaining("Code: 62. DB::Exception: Syntax error")
                .hasMessageContaining("SYNTAX_ERROR")
                .satisfies(e -> assertThat(code(e)).isEqualTo(62));
        assertThatThrownBy(
                        () -> client.insert("nope", new ByteArrayInputStream(new byte[1]), ClickHouseFormat.RowBinary)
                                .get(30, TimeUnit.SECONDS))
                .satisfies(e -> assertThat(code(e)).isEqualTo(60));
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), "it", "wrong")
                        .createStatement()
                        .executeQuery("SELECT 1"))
                .hasMessageContaining("AUTHENTICATION_FAILED");
    }

    @Test
    void givenAsyncInsertThatIsWaitedFor_whenAcknowledged_thenItsRowIsThere() throws Exception {
        InsertSettings settings =
                new InsertSettings().serverSetting("async_insert", "1").serverSetting("wait_for_async_insert", "1");
        for (int i = 1; i <= 5; i++) {
            InputStream row = new ByteArrayInputStream(
                    ("{\"workspace\":\"w\",\"post\":\"p" + i + "\",\"likes\":1}").getBytes(StandardCharsets.UTF_8));

            client.insert("analytics.readings", row, ClickHouseFormat.JSONEachRow, settings)
                    .get(30, TimeUnit.SECONDS)
                    .close();

            assertThat(one("SELECT count() FROM analytics.readings")).isEqualTo(List.of(Integer.toString(i)));
        }
    }

    @Test
    void givenParametersAndSettings_whenQueriedByClientV2_thenTheEngineBindsThem() throws Exception {
        QuerySettings settings = new QuerySettings().serverSetting("max_result_rows", "2");

        assertThat(client.queryAll("SELECT {x:String} AS x", Map.of("x", "a'b\\tc"), settings)
                        .get(0)
                        .getString("x"))
                .isEqualTo("a'b\tc");
        assertThatThrownBy(() -> client.queryAll("SELECT number FROM numbers(3)", Map.of(), settings))
                .satisfies(e -> assertThat(code(e)).isEqualTo(396));
    }

    @Test
    void givenEightReaders_whenRowsAreInserted_thenEveryReadIsWholeBatches() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> reads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                reads.add(readers.submit((Callable<Integer>) () -> {
                    int n = 0;
                    while (writing.get()) {
                        long rows = client.queryAll("SELECT count() AS c FROM analytics.readings")
                                .get(0)
                                .getLong("c");
                        assertThat(rows % 1000).isZero();
                        n++;
                    }
                    return n;
                }));
            }
            for (int batch = 0; batch < 20; batch++) {
                List<Reading> rows = new ArrayList<>();
                for (int i = 0; i < 1000; i++) {
                    rows.add(new Reading("w", "p" + batch + "-" + i, NOON, 1, 1L, 1));
                }
                insert(rows);
            }
            writing.set(false);
            for (Future<Integer> read : reads) {
                assertThat(read.get(30, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            writing.set(false);
            readers.shutdownNow();
        }
        assertThat(one("SELECT count() FROM analytics.readings")).isEqualTo(List.of("20000"));
    }

    private static Client.Builder builder() {
        return new Client.Builder()
                .addEndpoint(server.url())
                .setUsername(server.user())
                .setPassword(server.password())
                .setDefaultDatabase("analytics");
    }

    private static void insert(List<Reading> rows) throws Exception {
        client.register(Reading.class, client.getTableSchema("readings"));
        client.insert("readings", rows).get(30, TimeUnit.SECONDS).close();
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = jdbc.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> one(String sql) throws SQLException {
        try (Statement statement = jdbc.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                values.add(row.getString(i));
            }
            return values;
        }
    }

    private static int code(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof ServerException server) {
                return server.getCode();
            }
        }
        throw new AssertionError("not an error of the server", error);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ClickHouseClientsIT.class.getResourceAsStream("/clickhouse/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A bean, because client-v2 reads getters. */
    public static final class Reading {

        private final String workspace;
        private final String post;
        private final Instant taken;
        private final long likes;
        private final Long reach;
        private final long version;

        Reading(String workspace, String post, Instant taken, long likes, Long reach, long version) {
            this.workspace = workspace;
            this.post = post;
            this.taken = taken;
            this.likes = likes;
            this.reach = reach;
            this.version = version;
        }

        public String getWorkspace() {
            return workspace;
        }

        public String getPost() {
            return post;
        }

        public ZonedDateTime getTaken() {
            return taken.atZone(ZoneOffset.UTC);
        }

        public long getLikes() {
            return likes;
        }

        public Long getReach() {
            return reach;
        }

        public BigDecimal getCost() {
            return new BigDecimal("1.5000");
        }

        public List<String> getTags() {
            return List.of("t");
        }

        public long getVersion() {
            return version;
        }
    }
}
