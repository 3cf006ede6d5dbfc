package io.postledger.trial.bench;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.command.CommandSettings;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import io.postledger.embedded.clickhouse.ClickHouseProcess;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The table of readings, against the same rows, encoded already, by inserts in RowBinary into tables of the same definition,
 * rollups and all.
 */
final class MetricsMeasure implements Measure {
    private static final String PROJECTION = "post_metrics";
    private static final String TABLE = "post_reading";
    /** Rows of one raw insert: in the middle of what ClickHouse's manual advises. */
    private static final int ROWS = 50_000;

    private static final String PARTS = "SELECT count() AS parts FROM system.parts WHERE active AND database = '%s'";
    private static final String COPY = "bench_copy";

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public List<Ratio> take(BenchRoom room) throws Exception {
        ClickHouseProcess server = room.stores().clickHouse();
        List<Double> rebuilt = new ArrayList<>();
        List<Double> raw = new ArrayList<>();
        List<Double> parts = new ArrayList<>();
        try (Client client = new Client.Builder()
                .addEndpoint(server.url())
                .setUsername(server.user())
                .setPassword(server.password())
                .setDefaultDatabase("default")
                .build()) {
            room.rebuild(List.of(PROJECTION));
            room.stand();
            double rows = number(client, "SELECT count() AS n FROM " + database(room) + "." + TABLE, "n");
            for (int round = 0; round < room.rounds(); round++) {
                raw.add(rows / insert(client, database(room)));
                AtomicLong most = new AtomicLong();
                ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
                String next = OwnStores.DATABASE + "__" + TABLE + "__" + (room.live(PROJECTION) + 1);
                watch.scheduleWithFixedDelay(
                        () -> most.accumulateAndGet((long) number(client, PARTS.formatted(next), "parts"), Math::max),
                        500,
                        500,
                        TimeUnit.MILLISECONDS);
                rebuilt.add(rows / room.rebuild(List.of(PROJECTION)));
                room.stand();
                watch.shutdownNow();
                watch.awaitTermination(5, TimeUnit.SECONDS);
                parts.add((double) Math.max(most.get(), (long) number(client, PARTS.formatted(next), "parts")));
            }
        }
        return List.of(
                Ratio.atLeast(
                        0.6,
                        "replay of post_metrics",
                        new Ratio.Term("rebuild of post_metrics", rebuilt, "rows/s"),
                        new Ratio.Term("the same rows by inserts of " + ROWS + " in RowBinary", raw, "rows/s")),
                Ratio.atMost(
                        1,
                        "active parts of post_metrics",
                        new Ratio.Term("most at once in its three tables, looked at twice a second", parts, "parts"),
                        new Ratio.Term("allowed, one fewer than 100", List.of(99.0), "parts")));
    }

    private static String database(BenchRoom room) {
        int live = room.live(PROJECTION);
        return live == 1 ? OwnStores.DATABASE : OwnStores.DATABASE + "__" + TABLE + "__" + live;
    }

    /** Seconds that the inserts took. */
    private static double insert(Client client, String from) throws Exception {
        execute(client, "DROP DATABASE IF EXISTS " + COPY);
        execute(client, "CREATE DATABASE " + COPY);
        // The rollups' tables and what fills them are named after a made table first, so in the order of making.
        for (var made : client.queryAll("SELECT create_table_query AS made FROM system.tables WHERE database = '" + from
                + "' AND name LIKE 'post_%' ORDER BY engine = 'MaterializedView', name")) {
            execute(client, made.getString("made").replace(from + ".", COPY + "."));
        }
        double took = 0;
        for (long offset = 0; ; offset += ROWS) {
            byte[] rows = rows(client, from, offset);
            if (rows.length == 0) {
                break;
            }
            InsertSettings settings = new InsertSettings();
            settings.setDatabase(COPY);
            long begin = System.nanoTime();
            client.insert(TABLE, new ByteArrayInputStream(rows), ClickHouseFormat.RowBinary, settings)
                    .get()
                    .close();
            took += BenchRoom.seconds(begin);
        }
        long arrived = (long) number(client, "SELECT count() AS n FROM " + COPY + "." + TABLE, "n");
        long sent = (long) number(client, "SELECT count() AS n FROM " + from + "." + TABLE, "n");
        if (arrived != sent) {
            throw new IllegalStateException("Of " + sent + " rows " + arrived + " arrived");
        }
        execute(client, "DROP DATABASE " + COPY);
        return took;
    }

    private static byte[] rows(Client client, String database, long offset) throws Exception {
        QuerySettings settings = new QuerySettings();
        settings.setFormat(ClickHouseFormat.RowBinary);
        try (QueryResponse answer = client.query(
                        "SELECT * FROM " + database + "." + TABLE + " ORDER BY position, publication_id LIMIT " + ROWS
                                + " OFFSET " + offset,
                        settings)
                .get()) {
            return answer.getInputStream().readAllBytes();
        }
    }

    private static double number(Client client, String sql, String column) {
        return client.queryAll(sql, Map.of()).get(0).getLong(column);
    }

    private static void execute(Client client, String sql) throws Exception {
        client.execute(sql, new CommandSettings()).get().close();
    }
}
